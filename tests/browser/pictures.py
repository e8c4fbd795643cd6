"""Small pictures: a screenshot with at most 256 colours, as a PNG with a palette."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Page

COLOURS = 256
# Decodes a PNG, which Chromium does better than we would: width, height, its pixels as base64.
DECODE = """async data => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  let text = "";
  for (let at = 0; at < pixels.length; at += 32768)
    text += String.fromCharCode(...pixels.subarray(at, at + 32768));
  return [width, height, btoa(text)];
}"""


def small(blank: Page, picture: bytes) -> bytes:
    """A PNG with a palette of the commonest colours; `blank` is an empty page to decode in."""
    width, height, text = blank.evaluate(DECODE, base64.b64encode(picture).decode("ascii"))
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3]
    # Colours that differ by less than the eye sees are one.
    rounded = np.minimum(pixels.astype(np.int32) + 4, 255) // 8 * 8
    codes = rounded[:, 0] << 16 | rounded[:, 1] << 8 | rounded[:, 2]
    found, at, times = np.unique(codes, return_inverse=True, return_counts=True)
    commonest = np.sort(np.argsort(-times, kind="stable")[:COLOURS])
    every = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    apart = ((every[:, None, :] - every[commonest][None, :, :]) ** 2).sum(axis=2)
    nearest = apart.argmin(axis=1).astype(np.uint8)
    index = nearest[at.reshape(-1)]
    sums = [np.bincount(index, pixels[:, part], COLOURS) for part in range(3)]
    palette = np.stack(sums, axis=1) / np.maximum(np.bincount(index, minlength=COLOURS), 1)[:, None]
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = index.reshape(height, width)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = {
        b"IHDR": head,
        b"PLTE": palette.round().astype(np.uint8).tobytes(),
        b"IDAT": zlib.compress(rows.tobytes(), 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
