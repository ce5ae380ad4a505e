"""How much Kinward will read, so that a hostile or mistaken file cannot fill the memory.

A real file of the whole nation stays far below each limit: one return year of every authority in
England is about 20 MB of episodes, and ten years of them are about 300 MB.
"""

from typing import Final

MIB: Final = 1024 * 1024

HEAD_BYTES: Final = 64 * 1024
"""What is looked at before a file is read whole. No heading of a return is a hundredth as long."""

MAX_FILE_BYTES: Final = 512 * MIB
"""The largest single file, packed or not."""

MAX_TOTAL_BYTES: Final = 2048 * MIB
"""The most that one archive may hold, unpacked."""

MAX_MEMBERS: Final = 100_000
"""The most files in one archive or folder. The nation over ten years has about 15,000."""

MAX_RATIO: Final = 200
"""The most that packing may shrink a file. A return shrinks by 5 to 50 times, a bomb by 1,000."""

RATIO_FROM_BYTES: Final = MIB
"""Smaller files are not held to the ratio: they do no harm, and a short dull table packs well."""

MAX_DEPTH: Final = 40
"""The most folders within folders."""
