"""What leaves the screen: sentences first, papers later."""
