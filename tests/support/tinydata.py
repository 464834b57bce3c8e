"""A whole but tiny data folder: four settings, two areas, two flows. A test changes one thing in it.

Oak is a school with children from two areas, Elm one with a single area, Ash one whose document names no
area, Fir a partnership. Each setting's and area's lines name it, so a line in the wrong place shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.book.maker import Maker
from handbook.checks import checked
from handbook.datafiles.data import Data
from handbook.sites.one_site import maker_for
from wizard.model import Book

SCHEMAS = Path(__file__).parents[2] / "data/schemas"

FILES = {
    "sources.yml": """\
north-page:
  title: North page
  publisher: North Council
  kind: area
  areas: [north]
south-page:
  title: South page
  publisher: South Council
  kind: area
  areas: [south]
national-page:
  title: National page
  publisher: The Department
  kind: national
handbook:
  title: Our reading
  publisher: This handbook
  kind: handbook
""",
    "base/slots.yml": """\
contacts:
  dsl: {title: Who to tell inside, gap: Tell the person in charge., fallback: [police-emergency]}
  social-care: {title: Social care, whose: area, gap: Ring the police., fallback: [police-emergency]}
  lado: {title: LADO, whose: area, gap: Ask social care for the LADO., fallback: [police-emergency]}
clocks:
  tell-dsl: {title: Tell the lead, gap: Tell them at once., at_once: true, told: true}
  written: {title: Write it, gap: Ask for one.}
rules:
  record: {title: Writing it down, gap: Write down what you saw.}
  telling: {title: Telling parents, gap: Ask the lead first.}
anchors:
  now: from now
  told: the moment you hear of it
  call: the phone call
  absence-start: the first day away
  birth: the date of birth
  last-training: the last training
  last-review: the last review
  last-worker: the day the last worker stopped
  term-start: the first day of term
  stay-start: the first day of the stay
  break-start: the last day at work
  second-stage: the second stage
  third-stage: the third stage
  strategy-discussion: the strategy discussion
  first-conference: the first conference
  move-notified: when the move was told
  allegation-assessed: the first assessment
  suspension: the suspension
  removal: the removal
  start: the first day at work
  leaving: the day of leaving
""",
    "base/phonebook.yml": """\
home: {contacts: [dsl], clocks: [tell-dsl, written], list: disclosure, flows: [adult]}
danger: [police-emergency]
inside:
  - {slot: dsl, words: A worry}
services:
  - {slot: social-care, words: Social care, first: everywhere, aliases: [social services]}
  - {slot: lado, words: The LADO, aliases: [designated officer]}
anywhere: [police-emergency]
""",
    "upkeep.yml": """\
since: "2026-11-22"
warn_days: 60
kinds:
  number: {owner: Office, months: 12}
  page: {owner: Lead, months: 24}
  document: {owner: Lead, months: 24}
  reading: {owner: Lead, months: 24}
  flow: {owner: Lead, months: 24}
""",
    "news.yml": """\
"2026-11-22":
  - kind: number
    about: North Hub
    text: The number has changed.
    contact: north-hub
    settings: [oak, elm]
""",
    "base/papers.yml": """\
card:
  words: 40
  danger: [police-emergency]
  tell: {contacts: [dsl], clocks: [tell-dsl]}
  away: {}
  do: {items: [disclosure.listen]}
  dont: {items: [disclosure.no-secrets]}
  record: {rules: [record], clocks: [written]}
  social-care: {contacts: [social-care]}
  adult: {}
  head: {}
  lado: {contacts: [lado]}
pack:
  start: {}
  kinds: []
  signs: 6
  duties: [lead]
  recording: {rules: [record]}
  privacy: {}
  situations: 2
  practice: [worried]
annex:
  abuse: abuse
  kinds: []
  disclosure: {lists: [disclosure]}
  privacy: {}
  flows: [worried]
forms:
  concern: {rules: [record]}
  questions: {topic: recording, title: What to write}
  referral: {rules: [telling]}
  advice-call: {}
  escalation: {}
""",
    "base/desk.yml": """\
parts:
  told: Who is told
  record: How it is written down
questions:
  hub: {part: told, ask: Which number by day?, service: {slot: social-care, name: Social care, use: A child is harmed.}}
  night:
    part: told
    ask: Which number by night?
    service: {slot: social-care, name: Social care by night, use: It is closed., after_hours: true}
  lead: {part: told, ask: Who is the lead?, role: lead}
  whom: {part: told, ask: Whom do staff tell?, contacts: dsl}
  record: {part: record, ask: How do staff record it?, rule: record}
  soon: {part: record, ask: How soon?, clock: tell-dsl}
  day: {part: record, ask: When does your day end?, setting: school_day.ends}
""",
    "base/contacts.yml": """\
police-emergency:
  name: Police
  kind: emergency
  use: Anyone is in danger now.
  numbers:
    - value: "999"
      kind: phone
      status: current
      checked_on: "2026-11-22"
      checked_against: gov.uk/999
      page_date: n.d.
      change: c1
  hours: {always: true}
  cite: [{source: national-page, section: Police}]
""",
    "base/roles.yml": """\
lead:
  title: Safeguarding lead
  plain: The person who hears every worry.
head:
  title: Headteacher
  plain: The head of the school.
""",
    "base/fills.yml": """\
clocks:
  tell-dsl:
    - id: tell-at-once
      say: Tell the lead at once.
      within: {unit: at-once}
      from: told
      cite: [{source: handbook, section: act-at-once}]
""",
    "base/questions.yml": """\
danger:
  ask: Is anyone in danger?
  options:
    "yes": {say: "Yes"}
    unsure: {say: "I'm not sure"}
    "no": {say: "No"}
area:
  ask: Where does the child live?
  help: Nowhere settled? Where is the child now? Two children who live apart? Do this once for each.
  options:
    unsure: {say: "I'm not sure", hint: "Then ring {own}. They pass it on."}
""",
    "base/definitions.yml": """\
child:
  term: Child
  meaning:
    - id: under-18
      text: Anyone under 18.
      cite: [{source: national-page, section: Words}]
""",
    "base/abuse-types.yml": """\
abuse:
  title: Abuse
  aliases: []
""",
    "base/golden-rules.yml": """\
seven:
  title: Seven rules
  status: They were replaced later.
  rules:
    - number: 1
      short: Share
      text: Share what keeps a child safe.
""",
    "base/changes.yml": """\
c1:
  title: The number was seen again
  now: The page shows it.
  status: confirmed
  page_date: n.d.
  addresses: [gov.uk/999]
""",
    "base/decisions.yml": """\
act-at-once:
  question: What if nobody is sure?
  does: Unsure counts as yes.
  why: It is the safer reading.
working-day:
  question: What is a working day?
  does: Monday to Friday without bank holidays.
  why: Offices are closed on the others.
strongest-sign:
  question: Which sign decides?
  does: The most serious one decides.
  why: One serious sign is enough.
indicator-labels:
  question: Whose are the labels?
  does: They are ours.
  why: The table prints none.
no-route-printed:
  question: What if no document says it?
  does: The safe way is shown.
  why: Silence is no answer.
who-holds-a-role:
  question: Who holds a role that nobody is named for?
  does: The office is asked.
  why: It knows who is in today.
danger-999:
  question: What comes first?
  does: Danger comes first.
  why: Nothing else can wait for it.
""",
    "base/figures.yml": """\
under-18:
  title: Age of a child
  text: A child is anyone under 18.
  cite: [{source: national-page, section: Words}]
""",
    "base/law.yml": """\
children-act:
  title: Children Act
  kind: act
  year: 1989
""",
    "base/bank-holidays.yml": """\
"2027-05-10":
  title: A day for the anniversary
  instead_of: "2027-05-03"
  cite: [{source: national-page, section: Bank holidays}]
""",
    "base/harms/bullying.yml": """\
id: bullying
title: Bullying
aliases: [picked on]
group: children
what:
  - id: again
    text: One child hurts another again and again.
    cite: [{source: national-page, section: Words}]
changes: [c1]
flows: [worried]
related: ["topic:recording"]
""",
    "base/lists/disclosure.yml": """\
id: disclosure
title: When a child tells you
do:
  listen:
    text: Listen to the end.
    cite: [{source: handbook, section: act-at-once}]
dont:
  no-secrets:
    text: Never promise to keep it secret.
    cite: [{source: handbook, section: act-at-once}]
""",
    "base/topics/recording.yml": """\
id: recording
title: Writing it down
aliases: [notes]
group: do
intro: What to write and when.
sections:
  - id: what-to-write
    title: What to write
    rules: [record]
    clocks: [written]
    contacts: [dsl]
    lists: [disclosure]
""",
    "areas/levels/north.yml": """\
area: north
title: Levels in North
levels:
  - id: low
    number: 1
    name: Low
    statements:
      - id: most
        text: Most children.
        cite: [{source: north-page, section: Levels}]
  - id: middle
    number: 2
    name: Middle
    contacts: [dsl]
    flow: worried
    statements:
      - id: some
        text: Some children.
        cite: [{source: north-page, section: Levels}]
  - id: high
    number: 3
    name: High
    contacts: [social-care, dsl]
    statements:
      - id: few
        text: Few children.
        cite: [{source: north-page, section: Levels}]
domains:
  - {id: child, title: The child}
indicators:
  - id: bruise-some
    level: 2
    domain: child
    text: A bruise now and then.
    cite: [{source: north-page, section: Levels}]
  - id: bruise-many
    level: 3
    domain: child
    text: Many bruises.
    cite: [{source: north-page, section: Levels}]
pairs:
  - {lower: bruise-some, higher: bruise-many}
""",
    "areas/north.yml": """\
id: north
name: North
contacts:
  north-hub:
    name: North Hub
    kind: service
    use: A child in North is at risk.
    numbers:
      - value: "01300 960111"
        kind: phone
        label: ask for the first line
        status: current
        checked_on: "2026-11-22"
        checked_against: north.test/hub
    hours:
      weekly:
        - {days: [mon, tue, wed, thu], from: "08:45", to: "17:30"}
        - {days: [fri], from: "08:45", to: "16:30"}
      bank_holidays: closed
    cite: [{source: north-page, section: Hub}]
  north-night:
    name: North Night Team
    kind: service
    use: The hub is closed.
    numbers:
      - value: "01300 960112"
        kind: phone
        status: as-printed
        printed_in: []
    hours: {outside: north-hub}
    cite: [{source: north-page, section: Hub}]
  north-lado:
    name: North LADO
    kind: lado
    use: A worry about an adult.
    numbers:
      - value: lado@north.test
        kind: email
        status: as-printed
    cite: [{source: north-page, section: LADO}]
fills:
  contacts:
    social-care: [north-hub, north-night]
    lado: [north-lado]
  clocks:
    written:
      - id: north-written
        say: Send the form to North.
        within: {amount: 48, unit: hours}
        from: call
        cite: [{source: north-page, section: Hub}]
  rules:
    telling:
      - id: north-asks
        text: North asks you to tell the parents.
        cite: [{source: north-page, section: Parents}]
changes:
  n1:
    title: North has a new door
    now: The page shows another address.
    status: confirmed
    page_date: n.d.
    addresses: [north.test/hub]
    topics: [recording]
""",
    "areas/south.yml": """\
id: south
name: South
contacts:
  south-team:
    name: South Team
    kind: service
    use: A child in South is at risk.
    numbers:
      - value: "01300 960222"
        kind: phone
        status: as-printed
      - value: "01300 960999"
        kind: phone
        status: superseded
      - value: south.test/old-form
        kind: web
        status: superseded
    cite: [{source: south-page, section: Team}]
fills:
  contacts:
    social-care: [south-team]
instead:
  lado: {text: Ask the South Team for the LADO., fallback: [south-team]}
""",
    "policies/oak-policy.yml": """\
id: oak-policy
title: Oak policy
publisher: Oak School
kind: setting
dated: "2019-11"
review: "2020-10"
sections:
  "7":
    title: Telling
    says:
      - harm.bullying
      - abuse.abuse
      - law.children-act
      - golden-rules.seven
      - golden-rules.seven/1
      - disclosure.listen
      - disclosure.no-secrets
      - contact.north-night/01300-960112
    fills:
      rules:
        record:
          - text: Oak writes it in the red book.
    read: "2026-11-22"
  "9": {title: Adults, read: "2026-11-22"}
fills:
  contacts:
    dsl: [lead]
clashes:
  clash-1:
    title: Two names
    text: The policy has two names for one hub.
    settled: Both are shown.
    sections: ["7"]
    harms: [bullying]
    decision: act-at-once
""",
    "policies/elm-policy.yml": """\
id: elm-policy
title: Elm policy
publisher: Elm School
kind: setting
dated: "2020"
sections:
  "5":
    title: Telling
    own:
      - {at: flow.worried/ring/actions, text: Elm wants the class first.}
    read: "2026-11-22"
fills:
  contacts:
    dsl: [lead]
silent: [rule.record]
""",
    "policies/ash-policy.yml": """\
id: ash-policy
title: Ash policy
publisher: Ash School
kind: setting
dated: "2021-03-04"
review_words: no next date given
sections:
  "1": {title: All of it, read: "2026-11-22"}
silent: [contact.dsl, contact.social-care, contact.lado, clock.written, rule.record, rule.telling]
""",
    "policies/fir-guide.yml": """\
id: fir-guide
title: Fir guide
publisher: Fir Partnership
kind: setting
dated: "2021"
sections:
  "2": {title: Telling}
silent: [contact.dsl, rule.record]
""",
    "settings/oak.yml": """\
id: oak
name: Oak School
kind: school
policies: [oak-policy]
areas: [north, south]
roles:
  lead: {title: Lead at Oak, extension: "12", cite: [{source: oak-policy, section: "7"}]}
""",
    "settings/elm.yml": """\
id: elm
name: Elm School
kind: school
policies: [elm-policy]
areas: [north]
roles:
  lead: {cite: [{source: elm-policy, section: "5"}]}
""",
    "settings/ash.yml": """\
id: ash
name: Ash School
kind: school
policies: [ash-policy]
areas: []
roles: {}
""",
    "settings/fir.yml": """\
id: fir
name: Fir Partnership
kind: partnership
policies: [fir-guide]
areas: [south]
roles: {}
""",
    "base/flows/worried.yml": """\
id: worried
title: I am worried
aliases: [worry]
about: Something is wrong.
start: danger
questions:
  danger: {use: danger, then: {"yes": ring-999, unsure: ring-999, "no": who}}
  who:
    ask: Who is it about?
    options:
      child: {say: A child, then: area}
      adult: {say: An adult who works here, then: "flow:adult"}
      unsure: {say: "I'm not sure", then: "flow:adult"}
  area: {use: area, then: inside}
  inside:
    ask: Can you reach the lead?
    help: By phone counts.
    rules: [telling]
    when: {kind: school}
    otherwise: ring
    options:
      "yes": {say: "Yes", hint: In person or by phone., then: tell-lead}
      "no": {say: "No", then: ring}
      unsure: {say: "I'm not sure", then: ring}
outcomes:
  ring-999:
    title: Ring 999 now
    urgency: emergency
    first: {id: ring, text: Ring 999 now., cite: [{source: handbook, section: danger-999}]}
    contacts: [police-emergency, social-care]
  tell-lead:
    title: Tell the lead now
    urgency: now
    first: {id: tell, text: Tell the lead now., cite: [{source: handbook, section: act-at-once}]}
    actions:
      - {rule: record}
      - {item: disclosure.listen}
    contacts: [dsl, social-care]
    clocks: [tell-dsl, written]
    dont: [disclosure.no-secrets]
    parents: {rule: telling}
    related: ["harm:bullying", "topic:recording"]
  ring:
    title: Ring social care
    urgency: now
    first: {id: ring-social-care, text: Ring social care now., cite: [{source: handbook, section: act-at-once}]}
    call: [social-care]
    actions:
      - {id: north-address, text: North wants the address first., cite: [{source: north-page, section: Hub}]}
      - {id: south-name, text: South wants the name first., cite: [{source: south-page, section: Team}]}
    contacts: [social-care, dsl]
    clocks: [written]
    record: {rule: record}
""",
    "base/flows/adult.yml": """\
id: adult
title: A worry about an adult
aliases: [colleague]
about: An adult may have harmed a child.
start: danger
questions:
  danger: {use: danger, then: {"yes": "flow:worried", unsure: "flow:worried", "no": area}}
  area: {use: area, then: whose}
  whose:
    ask: Whose adult is it?
    options:
      here: {say: One of ours, then: tell-head}
      lado: {say: I want the LADO, when: {filled: lado}, then: tell-head}
      elsewhere: {say: Somebody else's, then: tell-head}
outcomes:
  tell-head:
    title: Tell the head now
    urgency: now
    first: {id: tell, text: Tell the head now., cite: [{source: handbook, section: act-at-once}]}
    contacts: [head, lado]
""",
    "scenarios/worried.yml": """\
flow: worried
scenarios:
  friday-night:
    setting: oak
    title: Friday night
    situation: A child who lives in North tells you that home is not safe. The lead is gone.
    at: "2026-11-27T20:00"
    answers: [danger=no, who=child, area=north, inside=no]
    outcome: ring
    contacts: [north-night, north-hub]
    clocks: [north-written]
    due: {north-written: "2026-11-29T20:00"}
    gaps: []
    dont: []
    parents: not-stated
    why: The hub is closed, so the night team answers.
    cite: [{source: oak-policy, section: "7"}]
""",
    "utterances/worried.yml": "flow: worried\nsaid: |\n"
    + "".join(f"  worry {number}\n" for number in range(1, 40))
    + "now: |\n  he is bleeding\n",
}


@dataclass(frozen=True)
class Slip:
    """One change to the data, and what must be said about it: where it points, and the words."""

    file: str
    old: str
    new: str
    at: str
    words: str
    told_in: str = ""


class TinyData:
    """The folder and what can be done to it."""

    def __init__(self, parent: Path) -> None:
        self.root = parent / "data"
        self.root.mkdir()
        (self.root / "schemas").symlink_to(SCHEMAS)
        for name, text in FILES.items():
            self.write(name, text)

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that stands in the file exactly once."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def place(self, name: str, snippet: str) -> str:
        """`data/file:line:column` of a piece of text that stands in the file exactly once."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(snippet) == 1, f"{snippet!r} stands {text.count(snippet)} times in {name}"
        before = text[: text.index(snippet)]
        return f"data/{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def make(self, slip: Slip) -> str:
        """Make a slip; the message that must come of it."""
        self.edit(slip.file, slip.old, slip.new)
        return f"{self.place(slip.told_in or slip.file, slip.at)}: {slip.words}"

    def checked(self) -> Data:
        return checked(self.root)

    def maker(self, setting: str) -> Maker:
        return maker_for(self.checked(), setting)[0]

    def book(self, setting: str) -> Book:
        return maker_for(self.checked(), setting)[2]
