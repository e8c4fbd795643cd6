"""Nothing is half-written, lost or doubled: kills, full disks, many at once, odd input."""
