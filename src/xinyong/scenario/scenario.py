"""A scenario: everything that is asked of a run, each value with unit, range, source and label."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import Field, ValidationError, create_model, field_serializer, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ..display import brief, html_table
from ..errors import Description
from ..vocabulary import LISTS, Label
from ..vocabulary.scores import SCORES
from .error_messages import explain, refused
from .months import FIRST_MONTH, LAST_MONTH, format_month, parse_month
from .parameter import Section
from .parameter_value import JsonSchema, TomlTable
from .provenance import read_month, refuse
from .renamed_keys import former, renamed
from .rules import MOST_RULES, Name, Rule, Whole
from .sections.adapting import Adapting, Matching, Survey
from .sections.consequences import Consequences, Influence, Redress
from .sections.initialization import Initialization
from .sections.lending import Lending
from .sections.livelihood import Conduct, Livelihood
from .sections.nation import Nation
from .sections.scoring import Scoring
from .sections.society import Society
from .sections.watching import Leaking, Watching
from .toml import merged, nested, rule_toml, section_toml, value_toml

_WORDS = ("name", "title", "description", "label")


class Window(Section):
    """The months of a run, both ends included, as numbers (see `xinyong.scenario.months`)."""

    from_: int = Field(parse_month("2013-01"), alias="from", description="first month, such as '2013-01'")
    until: int = Field(parse_month("2019-12"), description="last month, such as '2019-12'")

    @field_validator("from_", "until", mode="before")
    @classmethod
    def _month(cls, given: object) -> int:
        month = read_month(given)
        if not FIRST_MONTH <= month <= LAST_MONTH:
            accepted = f"a month from {format_month(FIRST_MONTH)} to {format_month(LAST_MONTH)}"
            raise refuse(given, accepted=accepted, remedy="Choose a month in this range.")
        return month

    @field_serializer("from_", "until")
    def _month_text(self, month: int) -> str:
        return format_month(month)

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.until < self.from_:
            accepted = f"a month not before window.from, {format_month(self.from_)}"
            remedy = "The dates are reversed: exchange them or correct one."
            raise refuse(format_month(self.until), accepted=accepted, remedy=remedy, path=("until",))
        return self

    @property
    def months(self) -> range:
        """The months in order."""
        return range(self.from_, self.until + 1)

    def as_words(self) -> dict[str, str]:
        """Both ends as text: ``{"from": "2013-01", "until": "2019-12"}``."""
        return {"from": format_month(self.from_), "until": format_month(self.until)}

    def __repr__(self) -> str:
        return brief("Window", **self.as_words())


class Scenario(Section):
    """Everything that is asked of a run.

    Build one with `load`, and change it with `set` or `with_changes`: those say in one message what is wrong
    (`xinyong.errors.BadScenario`). A scenario never changes; changing one makes another.
    """

    name: Name = Field("scenario", description="a name for files: small letters, digits and hyphens")
    title: Annotated[str, Field(min_length=1)] = Field("A scenario", description="a title in a few words")
    description: str = Field("", description="what the scenario describes, in a few sentences")
    label: Label = Field("hypothetical", description="essay, documented or hypothetical")
    window: Window = Field(Window(), description="a table with from and until")
    seed: Annotated[int, Whole, Field(strict=True, ge=0, lt=2**63)] = Field(
        1, description="a whole number from which all luck follows, 0 or more"
    )
    population: Annotated[int, Whole, Field(strict=True, ge=1, le=2_000_000_000)] = Field(
        100_000, description="simulated citizens, 1 to 2000000000"
    )
    society: Society = Society()
    initialization: Initialization = Initialization()
    livelihood: Livelihood = Livelihood()
    conduct: Conduct = Conduct()
    watching: Watching = Watching()
    influence: Influence = Influence()
    scoring: Scoring = Scoring()
    consequences: Consequences = Consequences()
    redress: Redress = Redress()
    lending: Lending = Lending()
    matching: Matching = Matching()
    adapting: Adapting = Adapting()
    survey: Survey = Survey()
    leaking: Leaking = Leaking()
    nation: Nation = Nation()
    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST_RULES)] = Field(
        (), description=f"at most {MOST_RULES} tables [[rules]]"
    )

    MODEL: ClassVar[object] = None
    """The model that scenarios of this class belong to (see `xinyong.model`); None is the built-in one."""
    ADDED: ClassVar[tuple[str, ...]] = ()
    """Names of the sections that the model adds."""

    def __repr__(self) -> str:
        frame = {"population": self.population, "seed": self.seed}
        return brief("Scenario", self.name, **frame, **self.window.as_words())

    __str__ = __repr__

    def _repr_html_(self) -> str:
        switched = sorted(self.on)
        sticks, carrots = (sum(rule.on and rule.kind == kind for rule in self.rules) for kind in ("stick", "carrot"))
        window = self.window.as_words()
        rows = [
            ("description", self.description),
            ("label", self.label),
            ("window", f"{window['from']} to {window['until']}"),
            ("population, seed", f"{self.population:,}, {self.seed}"),
            ("mechanisms switched on", ", ".join(switched)),
            ("rules", f"{sticks} sanctions, {carrots} rewards"),
        ]
        return html_table(f"{self.title} ({self.name})", ("", "value"), rows, note="All values: xinyong.facts(...).")

    @classmethod
    def extended(cls, sections: Mapping[str, type[Section]], *, model: object) -> type[Scenario]:
        """A class of scenarios with more sections, for a model with more mechanisms."""
        fields: dict[str, Any] = {name: (kind, kind()) for name, kind in sections.items()}
        found: type[Scenario] = create_model(cls.__name__, __base__=cls, **fields)
        found.MODEL, found.ADDED = model, (*cls.ADDED, *sections)
        return found

    @classmethod
    def load(cls, name_or_path: str | Path) -> Self:
        """The scenario of a preset's name or of a TOML file.

        Raises
        ------
        BadScenario
            If there is no such preset or file, or something in it is not valid.
        """
        from .load import load

        return cast(Self, load(name_or_path, cls))

    @classmethod
    def from_table(cls, table: Mapping[str, Any], *, where: str = "") -> Self:
        """The scenario of a table such as `tomllib` reads (without ``extends``); `where` is the file, for messages.

        Raises
        ------
        BadScenario
            If something in the table is not valid.
        """
        whole: TomlTable = dict(table)
        try:
            whole = merged({}, renamed(table), cls)
            return cls.model_validate(whole)
        except ValidationError as error:
            raise explain(error, cls, whole, where) from None
        except PydanticCustomError as refusal:
            raise refused(refusal, whole, where) from None

    def set(self, path: str, value: object) -> Self:
        """The scenario with one value changed: ``set("watching.on", False)``; see `with_changes`."""
        return self.with_changes({path: value})

    def with_changes(self, changes: Mapping[str, Any], *, where: str = "") -> Self:
        """The scenario with some values changed.

        Parameters
        ----------
        changes
            Values by key path (``"scoring.points.on"``, ``"rules.no-flights.size"``, ``"window.until"``), or
            as nested tables. A plain value has the source "user" and the label "hypothetical", unless it is
            what was there; a table ``{value, source, label, note}`` says more.
        where
            The file, for messages.

        Returns
        -------
        A scenario that is labelled hypothetical if one of the changed values is labelled otherwise than the
        scenario was, unless the changes name a label.

        Raises
        ------
        BadScenario
            If a path does not exist or a value is not accepted.
        """
        try:
            changes = renamed(nested(changes))
            table = merged(self.as_table(), changes, type(self))
        except PydanticCustomError as refusal:
            raise refused(refusal, changes, where) from None
        changed = type(self).from_table(table, where=where)
        if "label" in changes:
            return changed
        return changed.model_copy(update={"label": self._label_of(changed)})

    def _label_of(self, changed: Scenario) -> Label:
        from .parameter_rows import difference

        news = [d for d in difference(self, changed) if not d.is_frame]
        return self.label if all(d.label == self.label for d in news) else "hypothetical"

    def section(self, path: str) -> Section:
        """The section of a mechanism by its name: ``section("scoring.points")``.

        Raises
        ------
        KeyError
            If there is no such section; names come from code, not from users.
        """
        here: Section = self
        for part in path.split("."):
            if part not in here.sections():
                raise KeyError(path)
            here = getattr(here, part)
        return here

    @functools.cached_property
    def on(self) -> frozenset[str]:
        """Names of the mechanisms that are switched on, and of their parts with a switch, if the whole is on too."""
        names = []
        for name, kind in self.sections().items():
            whole = self.section(name)
            parts = [f"{name}.{part}" for part in kind.sections()] if whole.is_on else []
            names += [name] * (whole.is_on and name != "scoring") + parts
        return frozenset(name for name in names if self.section(name).is_on)

    @property
    def active_rules(self) -> tuple[Rule, ...]:
        """The rules that are switched on, in order; none where consequences are off."""
        return tuple(rule for rule in self.rules if rule.on) if "consequences" in self.on else ()

    def as_table(self) -> TomlTable:
        """The scenario as nested tables, fully resolved, as a TOML file holds it."""
        table = self.model_dump(mode="json", by_alias=True, exclude={"rules"})
        return table | {"rules": [rule.as_table() for rule in self.rules]}

    def to_toml(self) -> str:
        """The scenario as TOML, fully resolved: loading it gives an equal scenario with an equal hash."""
        heads = (*_WORDS, "seed", "population")
        head = "\n".join(f"{name} = {value_toml(getattr(self, name))}" for name in heads)
        parts = [section_toml(getattr(self, name), name) for name in self.sections() if name not in self.unused]
        rules = [rule_toml(rule.as_table()) for rule in self.rules]
        return "\n\n".join([head, *parts, *rules]) + "\n"

    @property
    def unused(self) -> tuple[str, ...]:
        """Sections that the model adds and that are off: as if the model did not have them."""
        return tuple(name for name in self.ADDED if not self.section(name).is_on)

    @property
    def hash(self) -> str:
        """SHA-256 (hexadecimal) of everything that can alter a result, and of nothing else.

        Names, titles, sources, labels and notes do not enter: the same hash means the same results. Neither does a
        mechanism that was added to the model and is off.
        """
        used = ((path, current) for path, _, current in self.walk() if path.partition(".")[0] not in self.unused)
        content = {former(path): current.plain for path, current in used}
        window = [self.window.from_, self.window.until]
        rules = [_with_former_list(rule.content()) for rule in self.rules]
        frame = {"window": window, "seed": self.seed, "population": self.population, "rules": rules}
        text = json.dumps([content, frame], sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def json_schema(cls) -> JsonSchema:
        """JSON Schema of a scenario file, with units, ranges and defaults."""
        schema = cls.model_json_schema(by_alias=True)
        base = {"type": "string", "description": "a preset's name or a file to change"}
        schema["properties"] = {"extends": base, **schema["properties"]}
        return schema

    @field_validator("rules")
    @classmethod
    def _ids_are_unique(cls, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        names = [rule.id for rule in rules]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise refuse(name, accepted="unique ids", remedy="Rename one of the rules.", path=(i, "id"))
        return rules

    @model_validator(mode="after")
    def _rules_have_their_scores(self) -> Self:
        on = self.on
        needs = [f"scoring.{rule.trigger.needs}" if rule.on and "consequences" in on else "" for rule in self.rules]
        for i, needed in enumerate(needs):
            if needed and needed not in on:
                name, *others = [r.id for r, n in zip(self.rules, needs, strict=True) if n == needed]
                likewise = f" (likewise {', '.join(others)})" if others else ""
                raise refuse(
                    Description(f"a rule that needs {needed}, which is switched off"),
                    accepted="a trigger on a score that exists: " + (", ".join(_scores(on)) or "there is none"),
                    remedy=f"Set {self._switches(needed)}; or rules.{name}.on = false{likewise}; "
                    "or consequences.on = false.",
                    path=("rules", i, "trigger"),
                )
        return self

    @model_validator(mode="after")
    def _scores_of_firms_are_used(self) -> Self:
        if "scoring.firms" not in self.on or self.scoring.firms.used.value != "none":
            return self
        places: list[tuple[str | int, ...]] = [
            ("rules", i, "trigger")
            for i, rule in enumerate(self.rules)
            if rule.on and "consequences" in self.on and rule.trigger.needs == "firms"
        ]
        if self.scoring.headline.value == "firms":
            places.insert(0, ("scoring", "headline"))
        if self.lending.score.value == "firms" and "lending" in self.on:
            places.insert(0, ("lending", "score"))
        if places:
            raise refuse(
                Description("the score firms, while scoring.firms.used is none"),
                accepted="a score that somebody has",
                remedy="Set scoring.firms.used to mean, best or the name of a firm.",
                path=places[0],
            )
        return self

    def _switches(self, needed: str) -> str:
        """The assignments that switch a score on."""
        off = [path for path in ("scoring", needed) if not self.section(path).is_on]
        return " and ".join(f"{path}.on = true" for path in off)


def _with_former_list(content: TomlTable) -> TomlTable:
    """A rule's content with the former name of the list that it refers to."""
    listed = content["trigger"].get("listed")
    return content | {"trigger": {"listed": former(listed)}} if listed else content


def _scores(on: frozenset[str]) -> list[str]:
    """What rules can be triggered by, of all that is on."""
    return sorted(on & {f"scoring.{name}" for name in (*SCORES, *LISTS)})
