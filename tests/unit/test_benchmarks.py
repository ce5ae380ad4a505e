"""A short run of the benchmark that needs nothing but Kinward, so that a change cannot break it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHORT = """
import json, sys
from pathlib import Path
from benchmarks import nation
print(json.dumps(nation.run(Path(sys.argv[1]), authorities=2, years=2)))
"""


def test_the_nation_in_short(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", SHORT, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(finished.stdout.splitlines()[-1])
    assert result["looked_after"] > 2 * 400
    assert result["findings"] == 0
    assert result["peak_memory_mib"] < 4096
    assert [step["authorities"] for step in result["growth"]] == [1, 2]
