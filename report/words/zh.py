"""The language of mainland readers, in simplified characters.

Two of a thing is 两, and the unit brings its measure word: ``[unit: 个国家]``.
"""

from report.words.language import Language

_DIGITS = "一二三四五六七八九十"

LANGUAGE = Language(
    yes="是",
    no="否",
    numbers=(("零", *_DIGITS.replace("二", "两")),),
    ordinals=(tuple(f"第{digit}" for digit in _DIGITS),),
    ordinal_digits=({"other": "第{}"},),
    points=("个百分点", "个百分点"),
    others="其他{}个",
    hedges={
        "almost": "近{}",
        "about": "约{}",
        "more_than": "超过{}",
        "less_than": "不到{}",
        "fewer_than": "不到{}",
        "at_least": "至少{}",
    },
    landmarks={
        "tenth": "十分之一",
        "fifth": "五分之一",
        "quarter": "四分之一",
        "third": "三分之一",
        "half": "一半",
        "two thirds": "三分之二",
        "three quarters": "四分之三",
        "twice": "两倍",
        "three times": "三倍",
        "four times": "四倍",
        "five times": "五倍",
        "ten times": "十倍",
    },
    gap="",
)
