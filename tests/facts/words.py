"""How a launch is put into words: numbers and nouns, figures in their units, days in the ways that news writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

MILES_IN_KM: Final = 0.621371

NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen"
).split()


class Kind(NamedTuple):
    """A class of missile: its code in records, and its words before "missile"."""

    code: str
    words: str | None
    abbreviation: str | None


CLASSES: Final = {
    "SRBM": Kind("srbm", "short-range ballistic", "SRBM"),
    "MRBM": Kind("mrbm", "medium-range ballistic", "MRBM"),
    "IRBM": Kind("irbm", "intermediate-range ballistic", "IRBM"),
    "ICBM": Kind("icbm", "intercontinental ballistic", "ICBM"),
    "SLBM": Kind("slbm", "submarine-launched ballistic", "SLBM"),
    "Unknown": Kind("ballistic", "ballistic", None),
    "SLV": Kind("space_launch_vehicle", None, None),
}

# Missiles by their name in the table, as news writes it. Absent: those that news has no name for.
NAMES: Final = {
    "KN-25": "KN-25",
    "Scud-C": "Scud-C",
    "Scud-B": "Scud-B",
    "KN-02": "KN-02",
    "Hwasong-11A (KN-23)": "KN-23",
    "Hwasong-11B (KN-24)": "KN-24",
    "Hwasong-11D (KN-35)": "Hwasong-11D",
    "Hwasong-11C (KN-30)": "Hwasong-11C",
    "Hwasong-11S (KN-33)": "Hwasong-11S",
    "Hwasong-11-Da-4.5": "Hwasong-11-Da-4.5",
    "Hwasong-11E": "Hwasong-11E",
    "Nodong": "Nodong",
    "Musudan": "Musudan",
    "Hwasong-12": "Hwasong-12",
    "Hwasong-12A": "Hwasong-12A",
    "Hwasong-14": "Hwasong-14",
    "Hwasong-15": "Hwasong-15",
    "Hwasong-16A": "Hwasong-16A",
    "Hwasong-16B": "Hwasong-16B",
    "Hwasong-17": "Hwasong-17",
    "Hwasong-18": "Hwasong-18",
    "Hwasong-19": "Hwasong-19",
    "Pukguksong-1": "Pukguksong-1",
    "Pukguksong-2": "Pukguksong-2",
    "Pukguksong-3": "Pukguksong-3",
    "Unha": "Unha",
    "Unha-3": "Unha-3",
    "Chollima-1": "Chollima-1",
}

# The place of a facility in few words, and the facility with an article where it needs one.
TOWNS: Final = {
    "Pyongyang International Airport": "Pyongyang",
    "Hodo Peninsula": "Hodo",
    "Kittaeryong Missile Base": "Kittaeryong",
    "Wonsan Kalma International Airport": "Wonsan",
    "Sohae Satellite Launching Station": "Sohae",
    "Tonghae Satellite Launching Ground": "Tonghae",
    "Sinpo Shipyard": "Sinpo",
    "Hwangju": "Hwangju",
    "Sunan": "Sunan",
    "Chunghwa": "Chunghwa",
    "Hungnam": "Hungnam",
    "Sunchon Airbase": "Sunchon",
    "Kaechon Airbase": "Kaechon",
    "Mupyong-ni Arms Plant": "Mupyong-ni",
    "Uiju": "Uiju",
    "Lake Taesong": "Taesong",
    "Tongchon": "Tongchon",
    "Jangyon": "Jangyon",
    "Sondok": "Sondok",
    "Sondok Airbase": "Sondok",
    "Koksan": "Koksan",
    "Sukchon": "Sukchon",
    "South Wonsan": "Wonsan",
    "Masikryong": "Masikryong",
    "Kaesong": "Kaesong",
    "Nampo": "Nampo",
    "Panghyon Airbase": "Panghyon",
    "Panghyon": "Panghyon",
    "Baegun": "Baegun",
    "Yonghung": "Yonghung",
    "Kwail Airbase": "Kwail",
    "Sangum-ri": "Sangum-ri",
    "Sonchon": "Sonchon",
    "Yangdok": "Yangdok",
    "Samsok": "Samsok",
    "Munchon": "Munchon",
    "Kanggye": "Kanggye",
    "Ryokpo": "Ryokpo",
    "Monggumpo": "Monggumpo",
    "Kusong Testing Ground": "Kusong",
    "North Kusong Testing Ground": "Kusong",
    "Pukchang Airfield": "Pukchang",
    "Lake Yonpung": "Yonpung",
    "Pyongsong Field": "Pyongsong",
    "Sariwon": "Sariwon",
    "Taegwan County": "Taegwan",
}

SITES: Final = TOWNS | {
    "Pyongyang International Airport": "Pyongyang International Airport",
    "Hodo Peninsula": "the Hodo Peninsula",
    "Kittaeryong Missile Base": "the Kittaeryong missile base",
    "Wonsan Kalma International Airport": "the Wonsan Kalma airport",
    "Sohae Satellite Launching Station": "the Sohae Satellite Launching Station",
    "Tonghae Satellite Launching Ground": "the Tonghae Satellite Launching Ground",
    "Sinpo Shipyard": "the Sinpo area",
    "Hwangju": "Hwangju in North Hwanghae Province",
    "Sunan": "the Sunan area of Pyongyang",
    "Chunghwa": "Chunghwa county",
    "Sunchon Airbase": "Sunchon, north of Pyongyang",
    "Kaechon Airbase": "an airbase at Kaechon",
    "Mupyong-ni Arms Plant": "Mupyong-ni, in Jagang province",
    "Uiju": "Uiju, close to the Chinese border",
    "Lake Taesong": "Lake Taesong",
    "Tongchon": "the coastal town of Tongchon",
    "Sondok Airbase": "the Sondok airfield",
    "South Wonsan": "the Wonsan area",
    "Panghyon Airbase": "the Panghyon air base",
    "Kusong Testing Ground": "near Kusong",
    "Lake Yonpung": "Lake Yonpung",
    "Taegwan County": "Taegwan county in North Pyongan",
}

SEAS: Final = {
    "sea-of-japan": "the Sea of Japan",
    "yellow-sea": "the Yellow Sea",
    "pacific-ocean": "the Pacific Ocean",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """The words around a number of missiles."""

    count: int

    def words(self) -> dict[str, str]:
        """What the fields of number give."""
        one = self.count == 1
        word = NUMBERS[self.count]
        return {
            "count": "a" if one else word,
            "Count": "A" if one else word.capitalize(),
            "All": "It" if one else "Both" if self.count == 2 else f"All {word}",
            "missile": "missile" if one else "missiles",
            "plural": "" if one else "s",
            "was": "was" if one else "were",
            "it": "it" if one else "they",
            "It": "It" if one else "They",
            "its": "its" if one else "their",
            "fly": "flies" if one else "fly",
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A length in kilometres, or the two of a salvo in its order.

    Styles: "km", "kilometers", "kilometres"; "miles" alone; "both" and "miles_first" with the other unit in brackets;
    "and" for two bare numbers joined by "and"; "first" and "last" for one bare number.
    """

    first: float
    last: float

    @property
    def low(self) -> float:
        """The smaller of the two."""
        return min(self.first, self.last)

    @property
    def high(self) -> float:
        """The larger of the two."""
        return max(self.first, self.last)

    def said(self, style: str) -> tuple[float, float]:
        """What the words of a style say, in kilometres."""
        if style == "miles":
            return _miles(self.low) / MILES_IN_KM, _miles(self.high) / MILES_IN_KM
        return self.low, self.high

    def __format__(self, style: str) -> str:
        km, miles = _span(self.low, self.high), _span(_miles(self.low), _miles(self.high))
        match style:
            case "km" | "kilometers" | "kilometres":
                return f"{km} {style}"
            case "miles":
                return f"{miles} miles"
            case "both":
                return f"{km} kilometers ({miles} miles)"
            case "miles_first":
                return f"{miles} miles ({km} kilometers)"
            case "and":
                return f"{self.low:,g} and {self.high:,g}"
            case "first" | "last":
                return f"{self.first if style == 'first' else self.last:,g}"
        raise ValueError(f"no style of a figure: {style!r}")


def _miles(km: float) -> int:
    return round(km * MILES_IN_KM)


def _span(low: float, high: float) -> str:
    return _thousands(low) if low == high else f"{_thousands(low)} to {_thousands(high)}"


def _thousands(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; the styles are the keys of `STYLES` and those that are words of their own."""

    value: date

    def __format__(self, style: str) -> str:
        fixed = {"today": "today", "yesterday": "yesterday", "the_day_before": "the day before"}
        fixed["the_previous_day"] = "the previous day"
        if style in fixed:
            return fixed[style]
        if style == "ordinal":
            return _ordinal(self.value.day)
        return STYLES[style].format(
            day=self.value.day,
            month=MONTHS[self.value.month - 1],
            abbreviated=ABBREVIATED[self.value.month - 1],
            year=self.value.year,
            weekday=WEEKDAYS[self.value.weekday()],
        )


STYLES: Final = {
    "weekday": "{weekday}",
    "month_day": "{month} {day}",
    "day_month": "{day} {month}",
    "full": "{month} {day}, {year}",
    "month_day_year": "{month} {day}, {year}",
    "full_day_first": "{day} {month} {year}",
    "abbreviated": "{abbreviated} {day}, {year}",
    "weekday_month_day": "{weekday}, {month} {day}",
    "month_year": "{month} {year}",
}
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ABBREVIATED: Final = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 == 1 else endings.get(number % 10, 'th')}"
