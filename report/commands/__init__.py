"""The commands of ``build.py``, a module each: what it takes, what it does, how it ended.

A module of this package has

    HELP                         one line, for the list of commands
    TEACHES                      more, for its own --help: what it does, and an example
    JUDGES                       whether it can end with --json
    add_arguments(parser)        what it takes
    run(project, options, voice) does it, and returns how it ended

and is named in ``NAMES``. It imports what is heavy when it runs: --help answers at once.
"""

NAMES = (
    "build",
    "check",
    "serve",
    "changes",
    "review",
    "publish",
    "verify",
    "restore",
    "import_",
    "new",
)
