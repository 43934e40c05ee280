"""Moves: which voice does what in a clause, however the clause is built. Weights play no part here."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.assembly import leaders
from extractor.assembly.moves import moves
from extractor.assembly.voices import voices
from extractor.model.article import Article
from extractor.pipeline import Extractor


@cache
def extractor() -> Extractor:
    return Extractor()


def heard(text: str) -> set[tuple[str, str]]:
    """Names of the voices that speak for themselves, each with the dictionary form of its verb."""
    view = extractor().view(Article(text=text, source="moves"))
    told = moves(view, voices(view, leaders.figures(view)))
    return {(m.voice.name, m.form.lemma) for m in told if m.voice.kind != "unnamed"}


HEARD = {
    # dates without a preposition, words behind an apposition, "by" before what was done
    "The Security Council May 4 unanimously adopted Resolution 9001 censuring the test.": [
        ("Security Council", "adopt"),
        ("Security Council", "censure"),
    ],
    "Tokyo, 9 March 2011, condemned the test.": [("Tokyo", "condemn")],
    "Norway, a veteran broker, meanwhile called for calm.": [("Norway", "call for")],
    "Poland responded by banning the freighter.": [("Poland", "respond"), ("Poland", "ban")],
    "Canberra froze its payments and Oslo shut down its office.": [("Canberra", "freeze"), ("Oslo", "shut down")],
    "Our forces held, the Prime Minister, Mr Fumio Kishida, was quoted as saying.": [("Fumio Kishida", "say")],
    "It prompted the Japanese Prime Minister, Mr Fumio Kishida, to warn of more.": [("Fumio Kishida", "warn")],
    # passives with a quotation or an adverbial, nouns with a verb of coming
    'The test was described as "a reckless stunt", by the White House.': [("White House", "describe")],
    "Sanctions were levied against two banks by the White House.": [("White House", "levy")],
    "Condemnation of the test has come from Sweden and Poland.": [("Sweden", "condemn"), ("Poland", "condemn")],
    'Ottawa called it "deeply unwise" and the European Union "strongly condemned" the test.': [
        ("Ottawa", "call"),
        ("European Union", "condemn"),
    ],
    # lists
    "The U.S. and South Korean governments condemned the test.": [
        ("U.S.", "condemn"),
        ("South Korean government", "condemn"),
    ],
    "The Japanese, French and British navies held a drill.": [
        ("Japanese navy", "hold"),
        ("French navy", "hold"),
        ("British navy", "hold"),
    ],
    "The South Koreans did not comment.": [("South Korea", "comment")],
    "Japan's Foreign Ministry, the U.S. military in Japan, and the South Korean government declined to comment.": [
        ("Japan's Foreign Ministry", "decline"),
        ("U.S. military", "decline"),
        ("South Korean government", "decline"),
    ],
    # a noun for what somebody does
    "The launch drew swift condemnation from Japan and South Korea.": [
        ("Japan", "condemn"),
        ("South Korea", "condemn"),
    ],
    "The firing prompted a stern warning from Washington.": [("Washington", "warn")],
    "The council met at the request of France and Poland.": [("France", "request"), ("Poland", "request")],
    "The strike brought calls from Poland for tougher sanctions.": [("Poland", "call")],
    "Tokyo's strong condemnation of the test came within the hour.": [("Tokyo", "condemn")],
    "Fresh U.S. sanctions on the arms makers followed a week later.": [("U.S.", "sanction")],
    "A protest by Canberra went unanswered.": [("Canberra", "protest")],
    "There was fierce criticism from Berlin of the missile strike.": [("Berlin", "criticize")],
    # passives with words before the doer
    "The salvo was condemned as reckless by Canada.": [("Canada", "condemn")],
    "A protest was lodged with Pyongyang by Tokyo on Sunday.": [("Tokyo", "lodge")],
    "Deep concern was expressed over the test by Sweden and Norway.": [("Sweden", "express"), ("Norway", "express")],
    "The launch was denounced on Friday by the White House.": [("White House", "denounce")],
    # participles before the subject, after a noun, and of the subject rather than the name beside them
    "Condemning the launch as illegal, Germany summoned the ambassador.": [
        ("Germany", "condemn"),
        ("Germany", "summon"),
    ],
    "Citing the test, Seoul raised its alert level.": [("Seoul", "cite")],
    "While strongly condemning the test, Moscow and Beijing continue to insist on talks.": [
        ("Moscow", "condemn"),
        ("Beijing", "condemn"),
    ],
    "After denouncing the launch, Ottawa called for calm.": [("Ottawa", "denounce")],
    "By announcing the sanctions, Washington backed Seoul.": [("Washington", "announce")],
    "While urging restraint, Mr. Albanese said he was worried.": [("Albanese", "urge")],
    "Ottawa issued a statement calling the strike a war crime.": [("Ottawa", "call")],
    "Russia took office in the council pledging to block new sanctions.": [("Russia", "pledge")],
    "Washington was on the line with Tokyo, promising its full support.": [("Washington", "promise")],
    "Moscow and Beijing repeatedly and firmly denounced the drills.": [("Moscow", "denounce"), ("Beijing", "denounce")],
    "Britain declined to comment, instead reaffirming its support for Kyiv.": [("Britain", "reaffirm")],
    # what is meant by a verb that says little, and what somebody is brought to do
    "Beijing took the opportunity to condemn the new radar.": [("Beijing", "condemn")],
    "Anthony Albanese took to Telegram to condemn the strike.": [("Anthony Albanese", "condemn")],
    "Tehran took to social media to mock the claim.": [("Tehran", "mock")],
    "Iran continued to deny the shipments.": [("Iran", "deny")],
    "The Kremlin moved to reassure its partners.": [("Kremlin", "reassure")],
    "The test prompted Japan to lodge a protest.": [("Japan", "lodge")],
    "The firing led the United Nations to impose new sanctions.": [("United Nations", "impose")],
    "The Security Council is to hold an emergency session on Friday.": [("Security Council", "hold")],
    "South Korea has yet to identify the missile.": [("South Korea", "identify")],
    "The White House is increasingly uneasy about the programme.": [("White House", "be")],
    # one verb after another
    "Moscow blamed the United States for the tensions and called its drills provocative.": [("Moscow", "call")],
    "The Pentagon confirmed the launch but said it posed no threat.": [("Pentagon", "confirm"), ("Pentagon", "say")],
    "South Korea couldn't immediately confirm the claim.": [("South Korea", "confirm")],
    "Tehran won't negotiate under pressure, and hasn't ruled out a reply.": [("Tehran", "negotiate")],
    # names beside names
    "In a joint statement, the G7 foreign ministers condemned the launch.": [("G7", "condemn")],
    '"We are ready," said U.S. Defense Secretary Jim Mattis.': [("Jim Mattis", "say")],
    "According to Japan and South Korea, the missile flew far.": [
        ("Japan", "according to"),
        ("South Korea", "according to"),
    ],
    "South Korea's Han Duck-soo, Canada's Justin Trudeau and Japan's Fumio Kishida each condemned it too.": [
        ("Han Duck-soo", "condemn"),
        ("Justin Trudeau", "condemn"),
        ("Fumio Kishida", "condemn"),
    ],
    "Standing beside Foreign Minister Wang Yi, Antony Blinken condemned the launch.": [("Antony Blinken", "condemn")],
    # the same done by others, told in few words; moves that have no verb
    "Sweden condemned the strike. So did Norway and Denmark.": [("Norway", "condemn"), ("Denmark", "condemn")],
    "France protested, as did Canada.": [("Canada", "protest")],
    "Seoul has condemned the launch, and so has Tokyo.": [("Tokyo", "condemn")],
    "Pyongyang, May 3 (KCNA) -- Kim Jong Un oversaw the test.": [("KCNA", "report"), ("Kim Jong Un", "oversee")],
    "Tehran, June 9, IRNA - The Guards opened a drill.": [("IRNA", "report")],
    'Pentagon spokesman John Kirby: "We keep watch."': [("John Kirby", "say")],
    "The launch was a mistake, in the words of Emmanuel Macron.": [("Emmanuel Macron", "according to")],
    # lists with the unnamed at their end, and partners
    "The United States, China and other regional powers had feared a test.": [
        ("United States", "fear"),
        ("China", "fear"),
    ],
    "Japan, Canada and several other nations condemned it.": [("Japan", "condemn"), ("Canada", "condemn")],
    "Emmanuel Macron and his German counterpart condemned it.": [("Emmanuel Macron", "condemn")],
    "Antony Blinken and his counterparts from Japan and South Korea called for talks.": [
        ("Antony Blinken", "call for")
    ],
    "Emmanuel Macron and his German counterpart Olaf Scholz condemned it.": [
        ("Emmanuel Macron", "condemn"),
        ("Olaf Scholz", "condemn"),
    ],
    # whoever stands in brackets, with a country, behind a paper; ministries without a country
    "The world's food agency (UNICEF) warned of hunger.": [("UNICEF", "warn")],
    "The Missile Defense Agency in Alabama said it flew well.": [("Missile Defense Agency", "say")],
    "A commentary run by the Xinhua news agency urged calm.": [("Xinhua", "urge")],
    "The Defense Ministry said it was ready.": [("Defense Ministry", "say")],
    "The Ministry of Defence declined to comment.": [("Ministry of Defence", "decline")],
    "The State Department has given its consent to the sale.": [("State Department", "give")],
    "Boris Pistorius, a guest in Kyiv, nonetheless called it a success.": [("Boris Pistorius", "call")],
    "The Obama administration has asked China to do more.": [("Obama administration", "ask")],
    '"It hit home," said its army chief, Herzi Halevi.': [("Herzi Halevi", "say")],
    "A statement by the Ministry of Defence says all went well.": [("Ministry of Defence", "say")],
    # who speaks for several; "they" are several; asides that say when
    "Antony Blinken spoke first. The foreign ministers of France and Germany called it a threat. They also said so.": [
        ("France", "call"),
        ("Germany", "say"),
    ],
    "The leaders of Japan and South Korea agreed to meet.": [("Japan", "agree"), ("South Korea", "agree")],
    "Emmanuel Macron, who only days earlier had criticized it, called for calm.": [("Emmanuel Macron", "criticize")],
    "John McCain wrote to Chuck Hagel expressing concern about the engines.": [("John McCain", "express")],
    # headlines
    "Seoul calls launch a grave provocation": [("Seoul", "call")],
    "Japan protests missile launch": [("Japan", "protest")],
}


@pytest.mark.parametrize("text", HEARD)
def test_a_voice_is_heard_with_its_verb(text: str) -> None:
    assert set(HEARD[text]) <= heard(text)


def quoted(text: str) -> set[tuple[str, str]]:
    """Names of the voices whose words are quoted, each with the first word of the quotation."""
    view = extractor().view(Article(text=text, source="moves"))
    told = moves(view, voices(view, leaders.figures(view)))
    return {(m.voice.name, q.text.split()[0]) for m in told for q in m.quotes if m.voice.kind != "unnamed"}


QUOTED = {
    # a clause that has ended, or has its own subject behind the quotation, does not draw it
    'Donald Trump warned that Pyongyang would meet "fire and fury" if it threatened anybody.': {
        ("Donald Trump", "fire")
    },
    'Nikki Haley said that if Russia and China stood aside, "we will go alone".': {("Nikki Haley", "we")},
    'Kim Jong Un said he would watch "the ways of the enemy" before Washington decided.': {("Kim Jong Un", "the")},
    'Donald Trump said Washington stood "firmly with Japan", Shinzo Abe told reporters.': {("Donald Trump", "firmly")},
    'Tokyo, which lodged a protest, and Canberra, which spoke of "a reckless gamble", called for talks.': {
        ("Canberra", "a")
    },
    # titles and houses of a speaker, and those who relay the words
    '"We keep watch," said Pentagon spokesman John Kirby.': {("John Kirby", "We")},
    '"It can be done," said Michael Elleman of the International Institute for Strategic Studies.': {
        ("Michael Elleman", "It")
    },
    '"The drill went well," KCNA quoted Kim Jong Un as saying.': {("Kim Jong Un", "The")},
    '"The drill went well," KCNA quoted Kim Jong Un, who had watched it from a tower on the coast, as saying.': {
        ("Kim Jong Un", "The")
    },
    '"The drill went well," Anadolu quoted Recep Tayyip Erdogan as saying, echoing his spokesman.': {
        ("Recep Tayyip Erdogan", "The")
    },
    '"We are not hiding," Emmanuel Macron said, according to ABC News. "But we must know more."': {
        ("Emmanuel Macron", "We"),
        ("Emmanuel Macron", "But"),
    },
    'The North can meet them "blow for blow", according to KCNA.': {("KCNA", "blow")},
    'Crews were urged by Kim Jong Un to "go still further".': {("Kim Jong Un", "go")},
    'Asked whether Washington would answer, Jake Sullivan said: "I will not run ahead."': {("Jake Sullivan", "I")},
    'Israel would strike "in its own time", said its army chief, Herzi Halevi.': {("Herzi Halevi", "in")},
    'The Kremlin put out a statement. "We will answer in kind," it read.': {("Kremlin", "We")},
    # quotations with the verb in them, unless it is what somebody else says of them
    'Russian forces have used drones. Iran\'s Abbas Araghchi "strongly condemned the note," in a post on Tuesday.': {
        ("Abbas Araghchi", "strongly")
    },
    'The Kremlin "rejects these claims" and will not answer them.': {("Kremlin", "rejects")},
    'Fumio Kishida on Friday "strongly condemned the launch" as reckless.': {("Fumio Kishida", "strongly")},
    'Canberra has "repeatedly warned" of it, an aide of Emmanuel Macron said.': {("Canberra", "repeatedly")},
    'The Kremlin in a statement on Monday "expressed concern".': {("Kremlin", "expressed")},
    'Kim Jong Un "wants to show that he rules as ever", said Emmanuel Macron.': {("Emmanuel Macron", "wants")},
    'Emmanuel Macron said that Canberra on Friday "condemned all this".': {("Emmanuel Macron", "condemned")},
    'Shinzo Abe said Washington "is fully with us on this".': {("Shinzo Abe", "is")},
    # a clause that asks or sets a condition is closed by its comma
    'Vladimir Putin raised doubts as to whether Kyiv could do it, saying "its army cannot aim them" alone.': {
        ("Vladimir Putin", "its")
    },
    'David Lammy would not be drawn on whether Canada would agree, but said: "I will not say more."': {
        ("David Lammy", "I")
    },
    'Shinzo Abe spoke after Canada condemned the launch, calling it "a reckless gamble".': {("Canada", "a")},
    # whom a subject takes a stand on says nothing; a meeting is no verb; a dateline is no subject
    'South Korea denounced North Korea, saying that "we will not stand for this".': {("South Korea", "we")},
    'Israel praised Donald Trump, calling him "a friend in need".': {("Israel", "a")},
    '"It is a mistake," warned Emmanuel Macron, adding that "time is short".': {
        ("Emmanuel Macron", "It"),
        ("Emmanuel Macron", "time"),
    },
    'Fumio Kishida convened a National Security Council meeting, warning that it was "not only a breach".': {
        ("Fumio Kishida", "not")
    },
    'Japan asked for a Security Council meeting on Friday, calling it "the only way".': {("Japan", "the")},
    'New Delhi: Our defence is in "strong hands", said Shehbaz Sharif on Monday.': {("Shehbaz Sharif", "strong")},
    'Narendra Modi and Shehbaz Sharif "expressed full confidence" in the army.': {
        ("Narendra Modi", "expressed"),
        ("Shehbaz Sharif", "expressed"),
    },
    # quotations in what somebody else says of them
    'Dmitry Peskov told reporters that Russia "resolutely condemns" such moves.': {("Dmitry Peskov", "resolutely")},
    'James Clapper said the paper read by Mike Rogers "is no assessment of ours".': {("James Clapper", "is")},
    'The test was condemned by Norway as "a reckless act".': {("Norway", "a")},
    'Japan condemned the test. "SHE IS BACK!" Fans greet the singer.': set(),
    # offices that tell who is meant, or that it is somebody else
    'Antonio Guterres was in Rome. The U.N. chief said the launch was "a mistake".': {("Antonio Guterres", "a")},
    'Jens Stoltenberg flew home. The NATO chief called it "a grave error".': {("Jens Stoltenberg", "a")},
    'Ursula von der Leyen spoke in Brussels. The EU chief urged "calm on all sides".': {
        ("Ursula von der Leyen", "calm")
    },
    'Volodymyr Zelenskyy spoke of terror. "We are telling all," the Ukrainian foreign minister said.': set(),
    'Volodymyr Zelenskyy spoke of terror. "We are telling all," the Ukrainian leader said.': {
        ("Volodymyr Zelenskyy", "We")
    },
    'Israel Katz spoke late. "We will answer," the defence minister said.': {("Israel Katz", "We")},
    # names that nobody knows take the floor; a surname is that of the person named before
    'The CIA said it knew. "I stand by every word," Hollingdale said of the paper. "People must see this."': set(),
    'Jake Sullivan said it was so. "It was late," Wexcombe added. "It was over."': set(),
    'Kim Jong Un watched. "We saw it all," Macron said, as Emmanuel Macron left.': {("Emmanuel Macron", "We")},
    'Jake Sullivan spoke. "It was late," he said. On Tuesday said the list was closed.': {("Jake Sullivan", "It")},
    # words in a clause of people who are not known are theirs, those after a stop go on
    'Joe Biden warned of a wider war. The port town was struck by what people there called "a wall of fire".': set(),
    'Joe Biden warned of a wider war. It would be "a wall of fire".': {("Joe Biden", "a")},
    # who asks or cries out
    '"There will be no friendly end if this goes on!" The Security Council has passed new sanctions.': set(),
    'Donald Trump wrote that he was angry. "No friendly end if this goes on!" The Security Council took note.': {
        ("Donald Trump", "No")
    },
    '"Who will pay for this? Nobody!" Emmanuel Macron wrote.': {("Emmanuel Macron", "Who")},
    'Pentagon spokesman John Kirby: "We keep watch."': {("John Kirby", "We")},
    '"It was tracked for an hour," said a spokesman for the Japanese navy.': {("Japanese navy", "It")},
    '"It was tracked for an hour," said a fisherman. Japan protested.': set(),
    'Kim Jong Un looked on. State media said he expressed "great joy".': {("Kim Jong Un", "great")},
}


@pytest.mark.parametrize("text", QUOTED)
def test_words_belong_to_whoever_says_them(text: str) -> None:
    assert quoted(text) == QUOTED[text]


NOT_HEARD = {
    "The Polish government has not confirmed or denied the report.": ("Polish government", "deny"),
    "Reports banned by censors in Tokyo were read.": ("Tokyo", "ban"),
    "The ship met the South Koreans at sea.": ("South Korea", "meet"),
    "Fans of French and British films came.": ("French films", "come"),
    "The navy in Japan, said Sweden, was ready.": ("Japan", "say"),
    "Washington knew of it, thanks to a tip.": ("Washington", "thank"),
    "John McCain wrote to Chuck Hagel expressing concern about the engines.": ("Chuck Hagel", "express"),
    "Antony Blinken spoke first. The foreign ministers of France and Germany called it a threat. They also said so.": (
        "Antony Blinken",
        "say",
    ),
    "He met the foreign ministers of France and Germany condemned by all.": ("France", "condemn"),
    "Standing beside Foreign Minister Wang Yi, Antony Blinken condemned the launch.": ("Wang Yi", "condemn"),
    "Canada's Justin Trudeau and Japan's Fumio Kishida each condemned it too.": ("Canada", "condemn"),
    "Moscow blamed the United States for the tensions and called its drills provocative.": ("United States", "call"),
    "Washington was on the line with Tokyo, promising its full support.": ("Tokyo", "promise"),
    "Trump addressed North Korea directly, telling it to stop.": ("North Korea", "tell"),
    '"We are ready," said U.S. Defense Secretary Jim Mattis.': ("U.S.", "say"),
    "According to U.S. Defense Secretary Jim Mattis, it flew higher.": ("U.S.", "according to"),
    "Many North Korea watchers said it was a bluff.": ("North Korea", "say"),
    "According to one longtime China observer, the silo is new.": ("China", "according to"),
    '"It is dangerous," said a Ukraine expert in Vienna.': ("Ukraine", "say"),
    "The condemnation of Iran was swift.": ("Iran", "condemn"),
    "A warning about Russia was read out.": ("Russia", "warn"),
    "The protest in Seoul drew thousands.": ("Seoul", "protest"),
    "The missile was fired by night over Japan.": ("Japan", "fire"),
    "The launch was watched on screens in Tokyo.": ("Tokyo", "watch"),
    "The ship continued to Iran.": ("Iran", "continue"),
    "Poland agreed to all that others want to condemn.": ("Poland", "condemn"),
    "The letter was handed to Poland.": ("Poland", "hand"),
    "Speaking of Japan, the analyst shrugged.": ("Japan", "speak"),
    "A strike on Israel led to condemnation.": ("Israel", "condemn"),
    "Sanctions on Iran remain in force.": ("Iran", "sanction"),
    "Germany did not continue to talk.": ("Germany", "talk"),
    "The shell is named after a ruler of India, which adds weight, said Emmanuel Macron.": ("India", "say"),
    '"We keep watch," said Pentagon spokesman John Kirby.': ("Pentagon", "say"),
    '"It can be done," said Michael Elleman of the International Institute for Strategic Studies.': (
        "International Institute for Strategic Studies",
        "say",
    ),
    '"It can be done," said U.S.-based missile expert Michael Elleman.': ("U.S.", "say"),
    "The Missile Defense Agency of Japan said it flew well.": ("Japan", "say"),
    "Japan condemned the strike. So far Canada has said nothing.": ("Canada", "condemn"),
    "He turned to Washington: the talks would go on.": ("Washington", "say"),
    "Officials in Seoul (KCNA reported) kept silent.": ("KCNA", "keep"),
}


@pytest.mark.parametrize("text", NOT_HEARD)
def test_nobody_is_given_the_verb_of_another(text: str) -> None:
    assert NOT_HEARD[text] not in heard(text)
