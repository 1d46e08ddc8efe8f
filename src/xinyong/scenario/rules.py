"""Rules: the consequences of scores and lists, as data. A carrot is a reward; a stick is a sanction.

Each field of a rule may be a plain value or a table {value, source, label, note}. A rule's source and label support its
kind and effect, and its trigger unless that names another source. Sizes, dates and other fields are assumptions unless
they name a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    field_serializer,
    field_validator,
    model_serializer,
    model_validator,
)

from ..errors import Description, whole
from ..vocabulary import LEVERS, LISTS, Context, Effect, Exempt, Label, ListName, RuleKind
from ..vocabulary.scores import SCORES, Grade, ScoreName
from .months import format_month
from .parameter_value import ASSUMPTION, USER, Sourced
from .provenance import PROVENANCE, read_month, read_provenance, read_source, read_table, refuse, table_schema
from .renamed_keys import renamed_list

MOST_RULES = 32
"""Most rules of a scenario: each uses one bit of the column ``in_force``."""

LONGEST_NAME = 60
"""Most letters of a name."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=LONGEST_NAME)]
"""A name for files, folders and key paths: small letters, digits and hyphens."""

UNITS = {"size": "share", "gravity": "0..10", "automation": "share of places", "latency_months": "months"}
"""Units of a rule's numbers."""

_NO_CONTENT = ("source", "label", "meaning")

Whole = BeforeValidator(whole)
"""Takes 3.0 for 3."""

_Truth = Annotated[bool, Field(strict=True)]
_Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
_FROZEN = ConfigDict(frozen=True, extra="forbid")

SOURCED_FIELDS = ("trigger", "context", "size", "gravity", "from", "until", "automation", "latency_months", "exempt")
"""Fields of a rule with their own source and label, by their names in a file."""

_WORDS = ("title", "description", "default")


def has_provenance(name: str, given: object) -> bool:
    """Whether the given value of a field is a table with provenance (a plain trigger is a table too)."""
    if name not in SOURCED_FIELDS or not isinstance(given, Mapping):
        return False
    return name != "trigger" or any(key in given for key in ("value", *PROVENANCE))


def plain_value(name: str, given: Any) -> Any:
    """The given value of a field, without provenance."""
    return given.get("value") if has_provenance(name, given) else given


def split_provenance(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Sourced]]:
    """Split the table of a rule into plain values and the provenance of those that state one."""
    plain, stated = dict(given), {}
    for name in SOURCED_FIELDS:
        if has_provenance(name, given.get(name)):
            table = read_table(given[name], ("value",), (name,))
            plain[name], stated[name] = table["value"], Sourced(**read_provenance(table, (name,)))
    return plain, stated


def default_provenance(name: str, source: str, label: Label) -> Sourced:
    """Provenance of a field that states none, in a rule of this source and label."""
    if name == "trigger":
        return Sourced(source=source, label=label)
    return Sourced(source=USER if source == USER else ASSUMPTION, label="hypothetical")


def changed_field(name: str, current: object, given: object) -> object:
    """The value of a changed field; the user is the source of a new plain value."""
    if name not in SOURCED_FIELDS or given is None or has_provenance(name, given):
        return given
    was = plain_value(name, current)
    if was == given and isinstance(was, bool) == isinstance(given, bool):
        return current
    return {"value": given, "source": USER, "label": "hypothetical"}


def field_schema(plain: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a field: a plain value, or a table with provenance."""
    words = {key: plain[key] for key in _WORDS if key in plain}
    value = {key: plain[key] for key in plain if key not in _WORDS}
    return {**words, "anyOf": [value, table_schema({"value": value})]}


class ScoreBound(BaseModel):
    """A score and a bound on its scale."""

    model_config = _FROZEN

    score: ScoreName = Field(description=" or ".join((", ".join([*SCORES][:-1]), [*SCORES][-1])))
    at: Annotated[float, Field(strict=True, ge=0, le=2000, allow_inf_nan=False)] = Field(
        description="the bound on the score's scale, 0 to 2000 points; the bound itself is outside"
    )


class GradeBound(BaseModel):
    """A grade of the city's points ledger; the grade itself is inside."""

    model_config = _FROZEN

    grade: Grade = Field(description="a grade of the city's ledger, from AAA (best) to D")


class Trigger(BaseModel):
    """The condition under which a rule is in force: exactly one."""

    model_config = _FROZEN

    score_below: ScoreBound | None = Field(None, description="a table {score, at}: the score lies below")
    score_above: ScoreBound | None = Field(None, description="a table {score, at}: the score lies above")
    grade_at_most: GradeBound | None = Field(None, description="a table {grade}: that grade or a worse one")
    grade_at_least: GradeBound | None = Field(None, description="a table {grade}: that grade or a better one")
    listed: ListName | None = Field(
        None, description="on a list: 'court_list' (judgment defaulters), 'dishonest_firms' or 'red_list' (the trusted)"
    )

    @field_validator("listed", mode="before")
    @classmethod
    def _list_of_today(cls, given: object) -> object:
        return renamed_list(given)

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            conditions = ", ".join(type(self).model_fields)
            remedy = 'Write for instance trigger = {score_below = {score = "points", at = 850}}.'
            received = Description(" and ".join(given) or "no condition")
            raise refuse(received, accepted=f"exactly one of {conditions}", remedy=remedy)
        return self

    @property
    def kind(self) -> str:
        """The name of the condition that is given."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def needs(self) -> str:
        """The score or list that has to exist: a name of `ScoreName` or of `ListName`."""
        bound = self.score_below or self.score_above
        if bound is not None:
            return bound.score
        return self.listed or "points"

    def __str__(self) -> str:
        if self.score_below:
            return f"{self.score_below.score} score below {self.score_below.at:g}"
        if self.score_above:
            return f"{self.score_above.score} score above {self.score_above.at:g}"
        if self.grade_at_most:
            return f"grade {self.grade_at_most.grade} or worse"
        if self.grade_at_least:
            return f"grade {self.grade_at_least.grade} or better"
        return LISTS[self.listed or "court_list"].meaning


class Rule(BaseModel):
    """One carrot (reward) or stick (sanction).

    In force for a citizen who meets the trigger, in the months from `from_` to `until` (both included; None:
    no bound), after `latency_months`, in the share `automation` of places that enforce it, unless an
    exemption holds.

    `source` and `label` support the existence of the rule, its kind and its effect. Every other field has its own: a
    table {value, source, label, note} names them, and a plain value is an assumption.
    """

    model_config = _FROZEN

    id: Name = Field(description="unique name: small letters, digits and hyphens")
    kind: RuleKind = Field(description="carrot or stick")
    on: _Truth = Field(True, description="whether the rule exists, true or false")
    trigger: Trigger = Field(description="a table with exactly one condition")
    effect: Effect = Field(description="what the rule does")
    size: _Share = Field(description="strength of the effect, 0 to 1")
    gravity: Annotated[float, Field(strict=True, ge=0, le=10, allow_inf_nan=False)] = Field(
        0.0, description="how grave the detriment is, 0 (none) to 10 (as grave as losing one's freedom)"
    )
    context: Context = Field(description="the part of life that the rule touches")
    from_: int | None = Field(None, alias="from", description="first month, such as '2013-10'")
    until: int | None = Field(None, description="last month, such as '2020-12'")
    automation: _Share = Field(1.0, description="share of places that really enforce the rule, 0 to 1")
    latency_months: Annotated[int, Whole, Field(strict=True, ge=0, le=24)] = Field(
        0, description="mean months between trigger and effect, 0 to 24: a chance of 1/(1 + n) each month"
    )
    random_key: str = Field(
        "",
        max_length=40,
        description="a word of your own: rules with the same effect, context and word are enforced in the same places",
    )
    exempt: tuple[Exempt, ...] = Field((), description="a list of exempt people: official, manager, member")
    source: str = Field(USER, description="that there is such a rule: ids of the facts, 'assumption' or 'user'")
    label: Label = Field("hypothetical", description="that there is such a rule: essay, documented or hypothetical")
    meaning: str = Field("", description="the rule in a sentence")
    _origins: dict[str, Sourced] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _with_origins(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(given, Mapping):
            return handler(given)
        plain, stated = split_provenance(given)
        rule = handler(plain)
        values = {"from": rule.from_, **{name: getattr(rule, name) for name in SOURCED_FIELDS if name != "from"}}
        found = {name: stated.get(name, default_provenance(name, rule.source, rule.label)) for name in SOURCED_FIELDS}
        rule._origins = {name: origin for name, origin in found.items() if values[name] is not None}
        return rule

    @model_serializer(mode="wrap")
    def _with_provenance(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        origins = {name: origin.provenance() for name, origin in self._origins.items()}
        table = {"from" if key == "from_" else key: value for key, value in handler(self).items()}
        return {key: {"value": value, **origins[key]} if key in origins else value for key, value in table.items()}

    @field_validator("from_", "until", mode="before")
    @classmethod
    def _month(cls, given: Any) -> int | None:
        return None if given is None else read_month(given)

    @field_validator("source", mode="before")
    @classmethod
    def _source(cls, given: Any) -> str:
        return read_source(given)

    @field_validator("exempt")
    @classmethod
    def _once(cls, exempt: tuple[Exempt, ...]) -> tuple[Exempt, ...]:
        if len(set(exempt)) < len(exempt):
            raise refuse(list(exempt), accepted="each group once", remedy="Remove the repetition.")
        return exempt

    @field_serializer("from_", "until")
    def _month_text(self, month: int | None) -> str | None:
        return None if month is None else format_month(month)

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            accepted = f"a month not before {format_month(self.from_)}, where the rule begins"
            remedy = "Exchange the two dates or correct one."
            raise refuse(format_month(self.until), accepted=accepted, remedy=remedy, path=("until",))
        if LEVERS[self.effect].kind != self.kind:
            own = [name for name, lever in LEVERS.items() if lever.kind == self.kind]
            accepted = f"for a {self.kind} one of {', '.join(own)}"
            raise refuse(self.effect, accepted=accepted, remedy="Change the effect or the kind.", path=("effect",))
        return self

    def is_dated_in(self, month: int) -> bool:
        """Whether the month lies within the rule's dates; the switch `on` is not considered."""
        return (self.from_ is None or self.from_ <= month) and (self.until is None or month <= self.until)

    def origin(self, field: str) -> Sourced:
        """Source, label and note of a field by its name in a file; the rule's where the field has none of its own."""
        return self._origins.get(field, Sourced(source=self.source, label=self.label))

    def as_table(self) -> dict[str, Any]:
        """The table that a TOML file holds, every field with its provenance."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    def content(self) -> dict[str, Any]:
        """The table without texts and provenance: the part that can change results."""
        return {key: plain_value(key, value) for key, value in self.as_table().items() if key not in _NO_CONTENT}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema)["properties"]
        properties.update({name: field_schema(properties[name]) for name in SOURCED_FIELDS})
        return schema
