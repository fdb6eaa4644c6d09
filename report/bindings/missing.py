"""What stands for something that is not there, and what prose cannot reckon with."""

from collections.abc import Iterator


class NoArithmetic:
    """What prose cannot reckon with; ``_reckon`` says what becomes of the attempt."""

    def _reckon(self, *_: object) -> "Missing":
        raise NotImplementedError

    def _attempt(self, *_: object) -> "Missing":
        return self._reckon()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _attempt
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _attempt
    __pow__ = __rpow__ = __neg__ = __pos__ = __round__ = _attempt


class Missing(NoArithmetic):
    """What stands for something that is not there, once the fault is noted."""

    def __getattr__(self, name: str) -> "Missing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Missing":
        return self

    def __call__(self, *_: object, **__: object) -> "Missing":
        """Stand for whatever a call would have given."""
        return self

    def __iter__(self) -> Iterator["Missing"]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def _reckon(self, *_: object) -> "Missing":
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _reckon
