"""Templates → their code, compiled once: it takes Jinja longer to compile a template than to run it."""

from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from report.store import keep, recall


class Compiled(BytecodeCache):
    """What Jinja made of templates before, in the store of a build."""

    def __init__(self, build: Path, kind: str) -> None:
        """``kind`` tells environments apart: one compiles a template otherwise than another."""
        self._build, self._kind = build, kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it made of the same source, if that is kept."""
        match recall(self._build, "template-code", self._parts(bucket)):
            case (bytes() as code,):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has made of a source."""
        keep(self._build, "template-code", self._parts(bucket), bucket.bytecode_to_string())

    def _parts(self, bucket: Bucket) -> tuple[str, str, str]:
        # The key is of the name and the file, which tracebacks tell; the checksum is of the source.
        return self._kind, bucket.key, bucket.checksum
