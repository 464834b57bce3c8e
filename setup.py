"""The wheel carries the whole project, so that `safeguarding-handbook new` can make a folder to work in."""

from __future__ import annotations

import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class WithProject(build_py):
    """Python's files, and beside them the whole commit that they are of, in one archive."""

    def run(self) -> None:
        """Build; an install for work in the project itself needs no copy of it."""
        super().run()
        if not self.editable_mode:
            if not (HERE / ".git").exists():
                raise SystemExit("A wheel carries what git knows of: build it in a clone.")
            # Modules come from the folder and the archive from the commit, so the two must be the same.
            status = ["git", "status", "--porcelain"]
            if subprocess.run(status, cwd=HERE, check=True, capture_output=True).stdout:
                raise SystemExit("A wheel carries a commit: first commit what 'git status' shows.")
            archive = Path(self.build_lib).resolve() / "handbook/new/project.zip"
            command = ["git", "archive", "--format=zip", f"--output={archive}", "HEAD"]
            subprocess.run(command, cwd=HERE, check=True)


setup(cmdclass={"build_py": WithProject})
