"""From an export as people make it to accepted and refused rows: read, recognise, clean, scrub, accept or refuse."""
