"""Judges a submission for Classroom 50: the contract is on the page "Advanced Autograding" of its wiki.

The runner starts this file in the student's checkout, from which nothing is run or imported here. It installs Deno and
the packages of the course, which is next to this file, and writes ./result.json.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = HERE / "course" / "kit" / "grade" / "packages"
CHECKOUT = pathlib.Path.cwd()
OPTIONS = ["--format", "classroom50", "--lessons", "@LESSONS@"]

env = {**os.environ, "DENO_DIR": str(HERE / "packages")}
installed = subprocess.run(["bash", str(TOOLS / "install.sh"), "@DENO_VERSION@"], cwd=HERE, env=env, check=False)
if installed.returncode != 0:
    sys.exit("What judging needs could not be installed: see above.")

# a lesson can print what looks like a command for GitHub, but nothing that it prints gets here
judge = ["bash", str(TOOLS / "judge.sh"), str(CHECKOUT), str(CHECKOUT / "result.json"), *OPTIONS]
sys.exit(subprocess.run(judge, cwd=HERE, env=env, check=False).returncode)
