"""``python -m matchdesk`` is the command ``matchdesk``."""

from __future__ import annotations

from matchdesk.cli.app import main

if __name__ == "__main__":
    main()
