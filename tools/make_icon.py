"""Draw static/icon.png, the page icon: four quiet squares of a grid, one of them darker.

Run `python tools/make_icon.py`; the result is committed, so that no page asks the network for an icon.
"""

from pathlib import Path

from PIL import Image, ImageDraw

SIDE, SCALE = 128, 4
GROUND, PALE, DARK = "#ffffff", "#8fb3d9", "#2b5d9b"
TARGET = Path(__file__).resolve().parent.parent / "static" / "icon.png"


def icon() -> Image.Image:
    """The mark, 128 px square, drawn four times larger and reduced for smooth corners."""
    image = Image.new("RGBA", (SIDE * SCALE, SIDE * SCALE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, SIDE * SCALE - 1, SIDE * SCALE - 1), 22 * SCALE, fill=GROUND)
    for row in range(2):
        for column in range(2):
            left, top = (16 + 50 * column) * SCALE, (16 + 50 * row) * SCALE
            colour = DARK if (row, column) == (1, 0) else PALE
            pen.rounded_rectangle((left, top, left + 46 * SCALE, top + 46 * SCALE), 9 * SCALE, fill=colour)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    icon().save(TARGET, optimize=True)
