"""Check photographs and drop what the camera wrote about the place and the person."""

from __future__ import annotations

import struct

from essaim.kernel.errors import DomainError

MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"}
_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_DROPPED = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}  # colour profile and transform stay


def clean_png(data: bytes) -> bytes:
    """Return the picture without its texts and camera data.

    Raises:
        DomainError: ``image_damaged``, ``image_too_large``.
    """
    found, place, is_over = bytearray(_PNG), len(_PNG), False
    while not is_over:
        head = data[place : place + 8]
        size = int.from_bytes(head[:4])
        chunk = data[place : place + 12 + size]
        if len(head) < 8 or len(chunk) < 12 + size:
            raise DomainError("image_damaged")
        kind = chunk[4:8]
        if place == len(_PNG):
            _check_pixels(kind == b"IHDR" and size == 13, chunk[8:16], ">II")
        if kind in _PNG_KEPT:
            found += chunk
        place, is_over = place + len(chunk), kind == b"IEND"
    return bytes(found)


def clean_jpeg(data: bytes) -> bytes:
    """Return the photograph without its comments and camera data.

    Raises:
        DomainError: ``image_damaged``, ``image_too_large``.
    """
    found, place, is_measured = bytearray(b"\xff\xd8"), 2, False
    while True:
        head = data[place : place + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise DomainError("image_damaged")
        marker, size = head[1], int.from_bytes(head[2:4])
        segment = data[place : place + 2 + size]
        if marker == 0xFF or size < 2 or len(segment) < 2 + size:
            raise DomainError("image_damaged")
        if marker in _JPEG_SIZES:
            _check_pixels(size >= 8, segment[5:9], ">HH")
            is_measured = True
        if marker == 0xDA:  # what follows is the picture itself, up to the end
            break
        if marker not in _JPEG_DROPPED:
            found += segment
        place += 2 + size
    end = data.rfind(b"\xff\xd9")
    if end < place or not is_measured:
        raise DomainError("image_damaged")
    return bytes(found + data[place : end + 2])


def _check_pixels(is_sound: bool, written: bytes, layout: str) -> None:
    if not is_sound or len(written) != struct.calcsize(layout):
        raise DomainError("image_damaged")
    one, other = struct.unpack(layout, written)
    if not one or not other:
        raise DomainError("image_damaged")
    if one * other > MOST_PIXELS:
        raise DomainError("image_too_large", most=MOST_PIXELS // 1_000_000)
