"""The parts once more as scripts, for a page that is opened from a folder, where no page may fetch."""

import base64
import zlib
from pathlib import Path

# Small enough that a slow phone takes each in without a pause that a reader could notice.
PIECE = 384 * 1024


def write_pieces(folder: Path, name: str, integrity: str, data: bytes) -> int:
    """Write a file as scripts that hand over its compressed bytes piece by piece; gives how many."""
    packed = zlib.compress(data, 9)
    places = range(0, max(len(packed), 1), PIECE)
    for place, start in enumerate(places):
        write_piece(folder, name, integrity, place, base64.b64encode(packed[start : start + PIECE]).decode())
    return len(places)


def write_piece(folder: Path, name: str, integrity: str, place: int, text: str) -> None:
    """Write one script; what it hands over is marked with its name and with the whole file's hash."""
    file = f"{name}.{place}.js"
    (folder / file).write_text(f'handbookPiece("{file} {integrity}","{text}");\n', encoding="ascii")
