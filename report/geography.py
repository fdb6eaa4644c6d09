"""stub"""
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Outlines:
    """The world, drawn at a width."""
    height: float
def outlines(root, width): return Outlines(0)
