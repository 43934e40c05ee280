"""Full dates in metadata values, in words and in file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.dates import filename_date, read_moment, written_dates


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-10-22", "2025-10-22"),
        (" 20251022 ", "2025-10-22"),
        ("2025-10-22T08:30:00+09:00", "2025-10-22T08:30:00+09:00"),
        ("2025-10-22T08:30:00.123456Z", "2025-10-22T08:30:00+00:00"),
        ("2025-10-22 08:30", "2025-10-22T08:30:00"),
        ("2025-10-22T08:30:00+0900", "2025-10-22T08:30:00+09:00"),
        ("2011-09-03 00:00:00 EDT", "2011-09-03"),
        ("Tue, 18 Nov 2014 10:05:00 +0100", "2014-11-18T10:05:00+01:00"),
        ("18 Nov 2014 10:05:00 GMT", "2014-11-18T10:05:00+00:00"),
        ("Monday, Dec. 30 2013, 7:00 AM EST", "2013-12-30"),
        ("3rd June 2025", "2025-06-03"),
        ("15/09/2017", "2017-09-15"),
        ("09/15/2017", "2017-09-15"),
    ],
)
def test_a_full_date_is_normalised(value: str, moment: str) -> None:
    assert read_moment(value) == moment


@pytest.mark.parametrize(
    "value",
    [
        None, 20251022, 1729555200, True, [], "", "yesterday", "2025", "2025-10", "October 2025", "2025-13-01",
        "2025-02-30", "February 30, 2025", "0001-01-01T00:00:00", "2525-01-01", "1970-01-01T00:00:00Z", "05/06/2017",
        "2013-00-30T09:05:00Z", "June 3, 2025 to June 5, 2025", "+82 2 2025 1022", "x" * 500 + " June 3, 2025",
    ],
)  # fmt: skip
def test_nonsense_and_half_dates_are_none(value: object) -> None:
    assert read_moment(value) is None


@given(st.text(max_size=60) | st.from_regex(r"\d{1,4}[-/. ]\d{1,4}[-/. T]\d{1,4}[:Z ]?", fullmatch=True))
def test_any_text_gives_a_sound_date_or_none(value: str) -> None:
    moment = read_moment(value)
    assert moment is None or read_moment(moment) == moment


def test_dates_are_found_in_text_with_their_place() -> None:
    text = "Between 3 March 2016 and Sept. 15,\n2017, or 2017-09-16; not May 2018, nor 12.12.2020.5."
    found = [(text[date.start : date.end], date.iso) for date in written_dates(text)]
    assert found == [
        ("3 March 2016", "2016-03-03"),
        ("Sept. 15,\n2017", "2017-09-15"),
        ("2017-09-16", "2017-09-16"),
        ("12.12.2020", "2020-12-12"),
    ]


def test_a_date_does_not_reach_over_a_blank_line() -> None:
    assert list(written_dates("as of June 3\n\n2025 was a year")) == []


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2022-11-18.txt", "2022-11-18"),
        ("wire-2022-11-18-launch.txt", "2022-11-18"),
        ("wire_2022_11_18.txt", "2022-11-18"),
        ("XYZ_ENG_20221118.0206.txt", "2022-11-18"),
        ("20221118T0930_report.html", "2022-11-18"),
        ("1991-07-01b.txt", "1991-07-01"),
        ("2022-11-18 and again 20221118.txt", "2022-11-18"),
    ],
)
def test_a_date_in_a_file_name(name: str, date: str) -> None:
    assert filename_date(name) == date


@pytest.mark.parametrize(
    "name",
    [
        "launch.txt",
        "2022-13-18.txt",
        "2022-02-30.txt",
        "1939-12-31.txt",
        "2101-01-01.txt",
        "2022-11_18.txt",
        "a9f20221118c3.txt",
        "820220221118.txt",
        "0420221118.txt",
        "call-555-20221118.txt",
        "1-2022-11-18.txt",
        "2022-11-181.txt",
        "2022-11.txt",
        "20221118T.txt",
        "2022-11-18_to_2022-11-20.txt",
    ],
)
def test_other_digits_in_a_file_name_are_no_date(name: str) -> None:
    assert filename_date(name) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("17 de noviembre de 2022", "2022-11-17"),
        ("3 juin 2025 à 09:12", "2025-06-03"),
        ("18 ноября 2022 г.", "2022-11-18"),
        ("2022年11月18日", "2022-11-18"),
        ("noviembre 2022", None),
        ("le 3 juin", None),
        ("hace 2 días, 2022", None),
        ("The summit of 2022 was held", None),
    ],
)
def test_a_full_date_in_words_of_another_language_is_read_and_nothing_is_filled_in(value: str, iso: str | None) -> None:
    assert read_moment(value) == iso
