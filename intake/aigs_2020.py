"""The AIGS index of 2020, a file with semicolons → its entries, and the tails of its rows.

A row may name more firms than its five columns hold; the rest stands to the right of them,
under no heading.  Here it stands in the right row, and so bears witness for 2022.
"""

from collections.abc import Iterable, Mapping

from intake.aigs import Entry, Wave, listed
from intake.originals import Line, Original

WAVE = Wave(year=2020, source="aigs_2020", mark="x", flag="1", member="1")

ORIGINAL = Original(
    path="aigs/aigs_2020.csv",
    columns=(
        "Country",
        "Region",
        "v2x_polyarchy",
        "v2x_regime",
        '"Freedom on the Net 2019" Status',
        '"Freedom on the Net 2019" Total Score',
        "Military Expenditures (USD) 2018",
        "Military Expenditures Ranking (2018)",
        "BRI Member?",
        "China ODI Rank (EIU)",
        "Safe City System",
        "Facial Recognition System",
        "Smart Policing",
        "Social Media Surveillance",
        "China Tech?",
        "US Tech?",
        "Other Countries",
        "Company 1",
        "Company 2",
        "Company 3",
        "Company 4",
        "Company 5",
    ),
    delimiter=";",
)

TECHNOLOGIES = {
    "smart_city": "Safe City System",
    "face_recognition": "Facial Recognition System",
    "smart_policing": "Smart Policing",
    "social_media_surveillance": "Social Media Surveillance",
}
FLAGS = {"CHN": "China Tech?", "USA": "US Tech?"}

# What ``tails`` finds in the file, for whoever has the workbook of a later wave alone.
# A test compares it with the file.
TAILS = {
    "Australia": ("Dahua", "Genetec"),
    "China": (
        "SenseTime",
        "Huawei, ZTE, Hikvision, Dahua, Face++, iFlytek, Yitu, CEIEC, and Yixin",
    ),
    "India": ("Qognify",),
    "Israel": ("Microsoft", "ZenCity"),
    "Philippines": ("Integrated Computer Systems",),
    "Russia": ("Cisco", "Axxonsoft", "Huawei"),
    "Saudi Arabia": ("Gatekeeper", "BAE", "Huawei"),
    "Singapore": ("Airbus", "AGT", "NEC"),
    "South Korea": ("Hanwha Techwin",),
    "United Arab Emirates": ("GateKeeper", "BAE", "AGT"),
    "United States of America": (
        "Infinova",
        "Avigilon",
        "Honeywell",
        "Anduril",
        "Elbit",
        "NEC",
        "Panasonic",
        "Genetec",
        "Qognify",
    ),
}


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Tell the cells of each line apart."""
    return tuple(
        Entry(
            country=line["Country"],
            name_as_printed=line["Country"].text,
            regime=line["v2x_regime"],
            belt_and_road=line["BRI Member?"],
            technologies={name: line[column] for name, column in TECHNOLOGIES.items()},
            flags={exporter: (column, line[column]) for exporter, column in FLAGS.items()},
            others=tuple((cell.text, cell) for cell in listed(line["Other Countries"])),
            firms=line.after("Other Countries"),
        )
        for line in lines
    )


def tails(lines: Iterable[Line]) -> Mapping[str, tuple[str, ...]]:
    """Return what stands to the right of the five columns of firms, by country as printed."""
    return {
        line["Country"].text: tuple(cell.text for cell in tail)
        for line in lines
        if (tail := line.after("Company 5"))
    }
