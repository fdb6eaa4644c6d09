"""A frame without a script is high enough for its chart in a column of any width."""

from dataclasses import replace

from report import frames
from report.frames import Contents

LITTLE = Contents("Boats", ["Source: nobody"], (720, 300), (340, 300))


def test_a_frame_has_room_for_the_higher_drawing() -> None:
    """On a phone the narrow one counts, at a desk the wide one."""
    assert frames.height(LITTLE) > 300
    assert frames.height(replace(LITTLE, wide=(720, 900))) > 900
    assert frames.height(replace(LITTLE, narrow=(340, 900))) > 900


def test_a_drawing_grows_with_its_frame() -> None:
    """The narrow one is drawn larger where there is room, and is higher then."""
    tall = replace(LITTLE, narrow=(340, 1000))

    assert frames.height(tall) > 1000 * 391 / 340


def test_more_words_need_more_room() -> None:
    """Below the drawing and above it, and each letter that is as wide as two counts twice."""
    least = frames.height(LITTLE)
    assert frames.height(replace(LITTLE, lines=[*LITTLE.lines, "A note."])) > least
    assert frames.height(replace(LITTLE, lines=["word " * 100])) > least + 150
    assert frames.height(replace(LITTLE, title="word " * 30)) > least + 50
    assert frames.height(replace(LITTLE, lines=["字" * 100])) > frames.height(
        replace(LITTLE, lines=["a" * 100])
    )


def test_what_is_not_drawn_has_a_height_too() -> None:
    """Words alone need room."""
    assert frames.height(replace(LITTLE, wide=(0, 0), narrow=(0, 0))) > 100
