"""Python's memory after its imports, written down as what differs from the memory a module begins with.

Most of a snapshot is zero or stands in the WebAssembly module already; a start copies only the rest.

The file, in 32-bit little-endian numbers: how many runs, how many bytes of head; for each run its place in
memory and its length; then the head (what Pyodide itself wants to know about a snapshot), padded to 4 bytes;
then the bytes of the runs, one after another.
"""

import struct
from collections.abc import Iterator

# Compared in blocks: small enough to leave out what is equal, large enough to keep the list of runs short.
BLOCK = 64


def pack(snapshot: bytes, bare: bytes, begun: bytes) -> bytes:
    """Write down the snapshot as a patch on the memory that a start begins with.

    A block is left out only where the module itself fills it and nothing has touched it since (`bare` equals
    `begun`), so that what another browser does before the patch is applied cannot show through.
    """
    _magic, offset, _json_length = struct.unpack_from("<3I", snapshot)
    head, memory = snapshot[:offset], snapshot[offset:]
    runs = list(_runs(memory, bare, begun))
    table = b"".join(struct.pack("<2I", start, end - start) for start, end in runs)
    padding = b"\0" * (-len(head) % 4)
    return b"".join(
        (
            struct.pack("<2I", len(runs), len(head)),
            table,
            head,
            padding,
            *(memory[start:end] for start, end in runs),
        )
    )


def _runs(memory: bytes, bare: bytes, begun: bytes) -> Iterator[tuple[int, int]]:
    """Where the memory must be written: start and end of each run of blocks."""
    began: int | None = None
    for start in range(0, len(memory), BLOCK):
        end = start + BLOCK
        block = memory[start:end]
        same = block == bare[start:end] == begun[start:end]
        if same and began is not None:
            yield began, start
            began = None
        elif not same and began is None:
            began = start
    if began is not None:
        yield began, len(memory)
