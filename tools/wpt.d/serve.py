"""Starts the suite's own wptserve: serve.py SUITE CONFIG, without the virtual environment that ./wpt makes."""
import os
import sys

sys.dont_write_bytecode = True
suite, settings = sys.argv[1:3]
sys.path[:0] = [os.path.join(suite, "tools"), suite]

import localpaths  # noqa: E402,F401 (finds the suite's own packages)
from serve import serve  # noqa: E402

if __name__ == "__main__":
    parsed = serve.get_parser().parse_args(["--config", settings])
    serve.run(venv=None, **vars(parsed))
