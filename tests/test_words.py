"""The words of values: one way to print each, in every locale that a site can have."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import parse_decimal
from hypothesis import assume, example, given
from hypothesis import strategies as st

from report.errors import ReportError
from report.model import Column, Value
from report.words import MINUS, Words

COUNT = Column("n", "BIGINT", "Boats", unit="boats")
BOATS = Column("n", "BIGINT", "Boats", unit="boats", one="boat")
SHARE = Column("s", "DECIMAL(4,1)", "Share", unit="%", decimals=0)
EXACT_SHARE = Column("s", "DECIMAL(4,1)", "Share", unit="%", decimals=1)
POINTS = Column("p", "DECIMAL(4,1)", "Change", unit="percentage points")
TIMES = Column("t", "DECIMAL(4,1)", "Ratio", unit="times", decimals=1)
MEAN = Column("m", "DOUBLE", "Boats a harbour", unit="boats", decimals=0)
YEAR = Column("y", "SMALLINT", "Year")

LOCALES = (
    "en",
    "en_GB",
    "de",
    "de_CH",
    "fr",
    "fr_CH",
    "zh",
    "zh_Hans",
    "es",
    "sv",
    "hi",
    "tr",
    "pl",
)
WORDED = ("en", "en_GB", "de", "fr", "zh_Hans")

numbers = st.one_of(
    st.integers(-(10**38), 10**38),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    ),
)
positive = st.decimals(min_value="0.1", max_value="1000000", places=1)
NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

# What is asked, and how it reads in English, British English, German, French and Chinese.
TABLE: list[tuple[Callable[[Words], str], tuple[str, str, str, str, str]]] = [
    (
        lambda words: words.value(-1234567, COUNT),
        ("−1,234,567", "−1,234,567", "−1.234.567", "−1 234 567", "−1,234,567"),
    ),
    (lambda words: words.value(Decimal("0.25"), COUNT), ("0.3", "0.3", "0,3", "0,3", "0.3")),
    (lambda words: words.value(Decimal("44.5"), SHARE), ("45%", "45%", "45 %", "45 %", "45%")),
    (
        lambda words: words.value(Decimal("-0.4"), EXACT_SHARE),
        ("−0.4%", "−0.4%", "−0,4 %", "−0,4 %", "−0.4%"),
    ),
    (lambda words: words.value(value=True, column=COUNT), ("yes", "yes", "ja", "oui", "是")),
    (
        lambda words: words.value(date(2023, 9, 1), YEAR),
        (
            "September 1, 2023",
            "1 September 2023",
            "1. September 2023",
            "1 septembre 2023",
            "2023年9月1日",
        ),
    ),
    (
        lambda words: words.date("2023-03"),
        ("March 2023", "March 2023", "März 2023", "mars 2023", "2023年3月"),
    ),
    (lambda words: words.signed(8, SHARE), ("+8%", "+8%", "+8 %", "+8 %", "+8%")),
    (
        lambda words: words.counted(8, POINTS),
        (
            "8 percentage points",
            "8 percentage points",
            "8 Prozentpunkte",
            "8 points de pourcentage",
            "8个百分点",
        ),
    ),
    (
        lambda words: words.counted(Decimal("-1.5"), POINTS, signed=True),
        (
            "−1.5 percentage points",
            "−1.5 percentage points",
            "−1,5 Prozentpunkte",
            "−1,5 point de pourcentage",
            "−1.5个百分点",
        ),
    ),
    (lambda words: words.counted(44, SHARE), ("44%", "44%", "44 %", "44 %", "44%")),
    (
        lambda words: words.compact(1_200_000, COUNT),
        ("1.2 million", "1.2 million", "1,2 Millionen", "1,2 million", "120万"),
    ),
    (
        lambda words: words.compact(999_960_000, COUNT),
        ("1 billion", "1 billion", "1 Milliarde", "1 milliard", "10亿"),
    ),
    (lambda words: words.compact(12_345, COUNT), ("12,345", "12,345", "12.345", "12 345", "1.2万")),
    (
        lambda words: " | ".join(words.ticks([0, 500_000, 1_000_000], COUNT, short=True)),
        (
            "0 | 0.5M | 1.0M",
            "0 | 0.5M | 1.0M",
            "0 | 0,5 Mio. | 1,0 Mio.",
            "0 | 0,5 M | 1,0 M",
            "0 | 50万 | 100万",
        ),
    ),
    (lambda words: words.ordinal(1), ("first", "first", "erste", "premier", "第一")),
    (lambda words: words.ordinal(2), ("second", "second", "zweite", "deuxième", "第二")),
    (lambda words: words.ordinal(12), ("12th", "12th", "zwölfte", "12e", "第12")),
    (lambda words: words.ordinal(1, digits=True), ("1st", "1st", "1.", "1er", "第1")),
    (lambda words: words.ordinal(22), ("22nd", "22nd", "22.", "22e", "第22")),
    (lambda words: words.spelled(1, start=True), ("One", "One", "Eins", "Un", "一")),
    (lambda words: words.spelled(2), ("two", "two", "zwei", "deux", "两")),
    (lambda words: words.spelled(12), ("12", "12", "zwölf", "12", "12")),
    (lambda words: words.spelled(1234), ("1,234", "1,234", "1.234", "1 234", "1,234")),
    (
        lambda words: words.list("ABC"),
        ("A, B, and C", "A, B and C", "A, B und C", "A, B et C", "A、B和C"),
    ),
    (
        lambda words: words.list("ABCDEF", most=2),
        (
            "A, B, and 4 others",
            "A, B and 4 others",
            "A, B und 4 weitere",
            "A, B et 4 autres",
            "A、B和其他4个",
        ),
    ),
    (
        lambda words: words.almost(48, 50, COUNT, start=True),
        ("Almost 50", "Almost 50", "Fast 50", "Près de 50", "近50"),
    ),
    (
        lambda words: words.about(Decimal("48.2"), 50, EXACT_SHARE),
        ("about 50%", "about 50%", "rund 50 %", "environ 50 %", "约50%"),
    ),
    (
        lambda words: words.more_than(21, "twice", COUNT, of=10),
        ("more than twice", "more than twice", "mehr als doppelt", "plus de deux fois", "超过两倍"),
    ),
    (
        lambda words: words.less_than(33, "third", SHARE),
        (
            "less than a third",
            "less than a third",
            "weniger als ein Drittel",
            "moins d’un tiers",
            "不到三分之一",
        ),
    ),
    (
        lambda words: words.less_than(49, 50, COUNT),
        ("fewer than 50", "fewer than 50", "weniger als 50", "moins de 50", "不到50"),
    ),
    (
        lambda words: words.at_least(50, "half", SHARE),
        (
            "at least half",
            "at least half",
            "mindestens die Hälfte",
            "au moins la moitié",
            "至少一半",
        ),
    ),
    (
        lambda words: words.named(50, "half", SHARE),
        ("half", "half", "die Hälfte", "la moitié", "一半"),
    ),
]


@pytest.mark.parametrize(("ask", "printed"), TABLE, ids=[row[1][0] for row in TABLE])
def test_each_language_has_its_own_words(
    ask: Callable[[Words], str], printed: tuple[str, ...]
) -> None:
    """English, German, French and Chinese readers each see what they know."""
    read = [ask(Words(locale)) for locale in WORDED]

    assert tuple(re.sub(f"[{NO_BREAK}{NARROW}]", " ", text) for text in read) == printed


def test_a_number_is_not_parted_from_its_sign_at_the_end_of_a_line() -> None:
    """German and French percent signs, and French thousands, stand behind a space that holds."""
    assert Words("de").value(44, SHARE) == f"44{NO_BREAK}%"
    assert Words("fr").value(1636, COUNT) == f"1{NARROW}636"


@pytest.mark.parametrize(
    ("value", "column", "printed"),
    [
        (2022, YEAR, "2022"),
        (-300, YEAR, "−300"),
        (Decimal("45.5"), SHARE, "46%"),
        (Decimal("-45.5"), SHARE, "−46%"),
        (Decimal("-0.4"), SHARE, "0%"),
        (Decimal("10.0"), EXACT_SHARE, "10.0%"),
        (100, EXACT_SHARE, "100.0%"),
        (None, COUNT, ""),
        (False, COUNT, "no"),
        ("<b>", COUNT, "<b>"),
        (8, POINTS, "8"),
    ],
)
def test_a_value_is_printed_as_its_column_says(value: Value, column: Column, printed: str) -> None:
    """A year is never grouped, a half is rounded up, and a share keeps its places."""
    assert Words("en").value(value, column) == printed


@given(numbers, st.sampled_from(LOCALES), st.integers(0, 4))
@example(10**38 + 1, "en", 0)
@example(-0.0, "de", 1)
def test_what_is_printed_can_be_read_back(value: float | Decimal, locale: str, places: int) -> None:
    """Babel's own parser reads the value rounded half up, in every locale, percent or not."""
    exact = Fraction(str(value))
    for unit in ("boats", "%"):
        printed = Words(locale).value(value, Column("n", "DOUBLE", "N", unit=unit, decimals=places))

        read = parse_decimal(_bare(printed), locale)

        off = abs(Fraction(read)) - abs(exact)  # towards more is up, for a minus too
        assert -1 < off * 2 * 10**places <= 1
        assert (MINUS in printed) == (read < 0)


@given(numbers, st.sampled_from(LOCALES))
def test_a_signed_number_shows_the_sign_it_is_printed_with(
    value: float | Decimal, locale: str
) -> None:
    """A change has a plus or a minus, unless it is printed as nothing."""
    plain, signed = Words(locale).value(value, MEAN), Words(locale).signed(value, MEAN)

    rounded = parse_decimal(_bare(plain), locale)
    assert signed == ("+" + plain if rounded > 0 else plain)


@given(st.integers(10**6, 10**17), st.sampled_from(["en", "de", "fr"]))
@example(999_949_999, "en")
@example(999_950_000, "en")
def test_a_great_number_in_words_is_near_the_number(value: int, locale: str) -> None:
    """Two digits or three say it: the words are off by less than 5 in a hundred."""
    number, unit = Words(locale).compact(value, COUNT).split(" ")
    sizes = {"mi": 6, "Mi": 6, "bi": 9, "Mr": 9, "tr": 12, "Bi": 12}
    size = 10 ** {"millia": 9, "billio": 9 if locale == "en" else 12}.get(
        unit[:6], 9 if unit.startswith("Milliard") else sizes[unit[:2]]
    )

    assert abs(parse_decimal(number, locale) * size - value) <= value * Decimal("0.05")


@given(
    st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, unique=True),
    st.sampled_from(LOCALES),
)
def test_ticks_are_told_apart(values: list[Decimal], locale: str) -> None:
    """Different places on an axis have different labels, which Babel reads back exactly."""
    labels = Words(locale).ticks(values, SHARE)

    assert [parse_decimal(_bare(label), locale) for label in labels] == values
    assert len(set(Words(locale).ticks([v * 100 for v in values], COUNT, short=True))) == len(
        values
    )


def test_years_on_an_axis_are_years() -> None:
    """No comma, no decimals."""
    assert Words("en").ticks([2018, 2020], YEAR) == ("2018", "2020")
    assert Words("en").ticks([0, Decimal("0.5"), 1], SHARE) == ("0.0%", "0.5%", "1.0%")


@pytest.mark.parametrize("locale", WORDED)
def test_there_is_a_word_for_each_rank_and_each_small_number(locale: str) -> None:
    """No two are the same word, in any form."""
    words = Words(locale)
    for form in {"de": ["erste", "erster", "ersten"], "fr": ["premier", "première"]}.get(
        locale, [""]
    ):
        ranks = [words.ordinal(n, form=form) for n in range(1, 30)]
        assert len(set(ranks)) == 29
    assert len({words.spelled(n) for n in range(30)}) == 30


def test_words_take_the_form_that_the_sentence_needs() -> None:
    """Where "one" and "first" have endings, the form is named by them."""
    assert Words("de").spelled(1, form="eine") == "eine"
    assert Words("de").spelled(2, form="eine") == "zwei"
    assert Words("de").ordinal(3, form="ersten") == "dritten"
    assert Words("fr").ordinal(1, form="première", digits=True) == "1re"


@pytest.mark.parametrize(
    ("locale", "value", "column", "printed"),
    [
        ("en", 1, BOATS, "1 boat"),
        ("en", 52, BOATS, "52 boats"),
        ("en", 0, BOATS, "0 boats"),
        ("en", -1, BOATS, "−1 boat"),
        (
            "en",
            Decimal("1.2"),
            Column("n", "DOUBLE", "N", unit="boats", one="boat", decimals=0),
            "1 boat",
        ),
        ("en", 1, Column("n", "DOUBLE", "N", unit="boats", one="boat", decimals=1), "1.0 boats"),
        ("de", 1, Column("n", "BIGINT", "N", unit="Boote", one="Boot"), "1 Boot"),
        ("fr", 0, Column("n", "BIGINT", "N", unit="bateaux", one="bateau"), f"0{NO_BREAK}bateau"),
        (
            "fr",
            1_000_000,
            Column("n", "BIGINT", "N", unit="pays", one="pays"),
            f"1{NARROW}000{NARROW}000{NO_BREAK}pays",
        ),
        ("zh_Hans", 52, Column("n", "BIGINT", "N", unit="艘船"), "52艘船"),
        ("zh_Hans", 52, COUNT, "52 boats"),
        ("sv", 52, COUNT, "52 boats"),
        ("en", 1, POINTS, "1 percentage point"),
    ],
)
def test_a_number_and_its_unit_agree(
    locale: str, value: Value, column: Column, printed: str
) -> None:
    """The unit is in the plural, unless the number as printed is one by CLDR's rules."""
    assert Words(locale).counted(value, column) == printed


@given(st.decimals(-100, 100, places=2), st.integers(0, 2))
def test_one_is_what_is_printed_as_one(value: Decimal, places: int) -> None:
    """English has the singular for 1 and −1, and for nothing else."""
    column = Column("n", "DOUBLE", "N", unit="boats", one="boat", decimals=places)
    words = Words("en")

    plural = words.plural(value, column, one="boat", many="boats")

    assert (plural == "boat") == (words.value(value, column).strip(MINUS) == "1")
    assert words.unit(column, value) == plural
    assert words.unit(column) == "boats"


@given(st.lists(st.sampled_from("ABCDEFGH"), max_size=12), st.integers(1, 12))
def test_a_list_that_is_cut_accounts_for_every_name(names: list[str], most: int) -> None:
    """What is not named is counted, and nobody is left out to save a single name."""
    printed = Words("en").list(names, most=most)

    others = re.search(r"(\d+) others$", printed)
    named = re.findall(r"\b[A-H]\b", printed)
    assert named + names[len(named) :] == names
    assert len(named) + (int(others[1]) if others else 0) == len(names)
    assert others is None or (len(named) == most and int(others[1]) > 1)


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any), st.integers(0, 2))
def test_shares_sum_to_a_hundred(parts: list[int], decimals: int) -> None:
    """Printed shares sum to exactly 100, and none is off by a unit of its last place."""
    assume(len(parts) < 30)
    exact = [Decimal(part) * 100 / sum(parts) for part in parts]

    printed = [parse_decimal(_bare(text), "en") for text in Words("en").shares(exact, decimals)]

    assert sum(printed) == 100
    unit = Decimal(1).scaleb(-decimals)
    assert all(abs(a - b) < unit for a, b in zip(printed, exact, strict=True))
    ordered = [share for _, share in sorted(zip(exact, printed, strict=True), key=lambda p: p[0])]
    assert ordered == sorted(ordered) or len(set(exact)) < len(exact)


@pytest.mark.parametrize(
    ("values", "decimals", "printed"),
    [
        (["33.3", "33.3", "33.4"], 0, ("33%", "33%", "34%")),
        (["33.33", "33.33", "33.33"], 0, ("34%", "33%", "33%")),
        (["49.98", "49.98"], 0, ("50%", "50%")),
        (["50.02", "50.02"], 0, ("50%", "50%")),
        (["100"], 1, ("100.0%",)),
        (["12.5", "87.5"], 0, ("13%", "87%")),
    ],
)
def test_what_is_missing_goes_to_the_largest_remainders(
    values: Sequence[str], decimals: int, printed: tuple[str, ...]
) -> None:
    """The earlier of two equal ones is raised."""
    assert Words("en").shares([Decimal(value) for value in values], decimals) == printed


HEDGES: dict[str, tuple[Callable[..., str], Callable[[Fraction], bool]]] = {
    "almost": (Words("en").almost, lambda part: Fraction(95, 100) <= part < 1),
    "about": (Words("en").about, lambda part: abs(part - 1) <= Fraction(5, 100)),
    "more than": (Words("en").more_than, lambda part: 1 < part < Fraction(115, 100)),
    "less than": (Words("en").less_than, lambda part: Fraction(85, 100) < part < 1),
    "fewer than": (Words("en").less_than, lambda part: Fraction(85, 100) < part < 1),
    "at least": (Words("en").at_least, lambda part: 1 <= part < Fraction(115, 100)),
}
PARTS = {
    "tenth": Fraction(1, 10),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "twice": Fraction(2),
    "three times": Fraction(3),
}
# A target, and a value around it: most values anywhere would only be refused.
around = st.tuples(
    positive, st.integers(-300, 300).map(lambda n: 1 + Decimal(n) / 1000) | positive
).map(lambda pair: (pair[0], pair[0] * pair[1]))


@given(st.sampled_from(sorted(HEDGES)), around, st.sampled_from([COUNT, EXACT_SHARE, MEAN]))
@example("almost", (Decimal(50), Decimal("47.5")), COUNT)
@example("almost", (Decimal(50), Decimal(50)), COUNT)
@example("more than", (Decimal(50), Decimal("57.5")), COUNT)
@example("about", (Decimal(2), Decimal("2.5")), MEAN)
def test_a_hedge_never_lies(name: str, pair: tuple[Decimal, Decimal], column: Column) -> None:
    """It is said where it holds and refused elsewhere, and what is offered instead holds."""
    target, value = pair
    say, is_true = HEDGES[name]
    printed_so = name == "about" and _printed_as(value, target, column)

    if is_true(Fraction(value) / Fraction(target)) or printed_so:
        words = say(value, target, column)

        assert parse_decimal(re.sub(r"[a-z% ]", "", words), "en") == target
        return
    with pytest.raises(ReportError) as caught:
        say(value, target, column)
    offer = re.search(r'Write "([a-z ]+) ([\d,.]+)%?"', caught.value.hint)
    if offer:
        number = parse_decimal(offer[2], "en")
        assert HEDGES[offer[1]][0](value, number, column).startswith(offer[1])


@given(st.sampled_from(sorted(PARTS)), st.sampled_from(sorted(HEDGES)), st.integers(1, 400))
def test_a_part_and_a_multiple_never_lie(part: str, name: str, value: int) -> None:
    """A third is a third, not 33 in a hundred; twice is a ratio of two."""
    say, is_true = HEDGES[name]

    if is_true(Fraction(value, 100) / PARTS[part]):
        assert say(value, part, COUNT, of=100).startswith(name.replace("fewer", "less"))
    else:
        with pytest.raises(ReportError):
            say(value, part, COUNT, of=100)


@given(st.integers(1, 4000))
def test_half_and_twice_may_stand_alone_where_they_are_as_good_as_exact(value: int) -> None:
    """Half is from 49.5 to 50.5 per cent, and twice from 1.9 to 2.1 times."""
    for name, low, high in (("half", 495, 505), ("twice", 1900, 2100)):
        if low <= value <= high:
            assert Words("en").named(value, name, COUNT, of=1000) == name
        else:
            with pytest.raises(ReportError):
                Words("en").named(value, name, COUNT, of=1000)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (
            lambda words: words.almost(44, 50, COUNT),
            '"almost 50" is not true of 44 boats\n'
            '  It holds from 47.5 to below 50. Write "fewer than 50", or the number itself: 44.',
        ),
        (
            lambda words: words.more_than(63, 50, COUNT),
            '"more than 50" is not true of 63 boats\n'
            '  It holds above 50 and below 57.5. Write "more than 60", or the number itself: 63.',
        ),
        (
            lambda words: words.more_than(Decimal("58.3"), "half", SHARE),
            '"more than half" is not true of 58.3%\n  It holds above 50% and below 57.5%. '
            'Write "less than two thirds", or the number itself: 58.3%.',
        ),
        (
            lambda words: words.named(24, "twice", COUNT, of=10),
            '"twice" is not true of 24 against 10, which is 2.4 times\n'
            "  It holds from 1.9 times to 2.1 times. Write the number itself: 2.4 times.",
        ),
        (
            lambda words: words.about(7, "third", COUNT, of=30),
            '"about a third" is not true of 7 against 30, which is 23.3333%\n'
            "  It holds from 31.6667% to 35%. "
            'Write "less than a quarter", or the number itself: 23.3333%.',
        ),
        (
            lambda words: words.about(33, "thrid", SHARE),
            'no part and no multiple "thrid"\n  Did you mean "third"?',
        ),
        (
            lambda words: words.almost(24, "half", COUNT),
            '"half" of what?\n  Say it with of=…, or compute the column in the unit "%".',
        ),
        (
            lambda words: words.almost(24, "half", COUNT, of=0),
            '"half" of 0\n  The whole is more than nothing.',
        ),
        (
            lambda words: words.about(24, 25, COUNT, of=50),
            "25 is of nothing\n  Name a part or a multiple: tenth, fifth, quarter, third, half, "
            "two thirds, three quarters, twice, three times, four times, five times, ten times.",
        ),
        (
            lambda words: words.more_than(2022, 2020, YEAR),
            '"y" has no unit: its values are names, like years\n'
            "  Give the column a unit, or compare in a claim.",
        ),
        (
            lambda words: words.about(-8, -8, COUNT),
            "a hedge about -8 would say nothing\n  Print the number itself, or say it of its size.",
        ),
        (
            lambda words: words.about(None, 8, COUNT),
            "NULL is not a number\n  Give it a number of a figure.",
        ),
        (
            lambda words: words.signed("many", COUNT),
            '"many" is not a number\n  Give it a number of a figure.',
        ),
        (
            lambda words: words.value(float("nan"), COUNT),
            "nan cannot be printed\n  Let the query leave it out.",
        ),
        (
            lambda words: words.counted(1, COUNT),
            'the unit "boats" of "n" has no word for 1\n'
            "  Write the singular as well: [unit: boats|…].",
        ),
        (
            lambda words: words.counted(2022, YEAR),
            '"y" has no unit to be counted in\n  Write one in the header: [unit: boats|boat].',
        ),
        (
            lambda words: words.ordinal(0),
            "nothing is number 0 of a rank\n  A rank is 1, 2, 3 …",
        ),
        (lambda words: words.ordinal(1, form="frist"), 'no form "frist"\n  Did you mean "first"?'),
        (
            lambda words: words.date("September 2023"),
            '"September 2023" is not a date\n  It looks like 2019-09-17, 2023-03 or 2025.',
        ),
        (
            lambda words: words.shares([50, 49]),
            "the shares sum to 99, not to 100: 50 + 49\n"
            "  Compute all shares of the whole in the query, the rest included.",
        ),
        (
            lambda words: words.shares([101, -1]),
            "a share is negative: 101 + -1\n  Shares of a whole are not.",
        ),
        (
            lambda words: words.shares([Decimal("100.04")], 2),
            "with 2 decimals, shares that sum to 100.04 cannot sum to 100\n"
            "  Print fewer decimals, or compute the shares exactly.",
        ),
        (
            lambda words: Words("sv").spelled(2),
            'no words for the locale "sv"\n'
            "  There are words for de, en, fr, zh; others are a table like report/words/en.py.",
        ),
        (
            lambda words: Words("zh_Hant").ordinal(2),
            'no words for the locale "zh_Hant"\n'
            "  There are words for de, en, fr, zh; others are a table like report/words/en.py.",
        ),
        (
            lambda words: Words("pl").plural(3, one="a", many="b"),
            '3 needs the form "few" in the locale "pl"\n'
            "  Only languages with two forms are known here.",
        ),
        (
            lambda words: Words("xx"),
            '"xx" is not a locale that CLDR knows\n  It looks like en, de or zh_Hans.',
        ),
    ],
)
def test_what_is_not_so_is_refused_with_what_is(ask: Callable[[Words], object], told: str) -> None:
    """An editor reads what was asked, the value, where it would hold, and what to write."""
    with pytest.raises(ReportError) as caught:
        ask(Words("en"))

    assert str(caught.value) == told


def _bare(printed: str) -> str:
    """Return a number as Babel's parser takes it: no percent sign, the minus of keyboards."""
    return printed.replace(MINUS, "-").replace("%", "").strip(f" {NO_BREAK}")


def _printed_as(value: Decimal, target: Decimal, column: Column) -> bool:
    places = column.decimals
    if places is None:
        places = 0 if value == int(value) else 1
    is_short = bool(target * 10**places == int(target * 10**places))
    return is_short and Fraction(-1, 2) <= (
        Fraction(value) - Fraction(target)
    ) * 10**places < Fraction(1, 2)


def test_a_share_and_a_year_are_never_made_short() -> None:
    """A percentage is no great number, and a year is a name."""
    share = Column("share", "DECIMAL(9,1)", "Share", unit="%")
    year = Column("year", "SMALLINT", "Year")

    assert Words("en").compact(Decimal("1250000.0"), share) == Words("en").value(
        Decimal("1250000.0"), share
    )
    assert Words("en").compact(2023, year) == "2023"
    assert Words("en").date("2025") == "2025"
