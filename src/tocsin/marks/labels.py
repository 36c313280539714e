"""The closed lists that the reader chooses from, in the order of the network's outputs.

Order is part of the model file: append, never reorder. Modes that the gold spells in two
ways are folded (`MODE_ALIASES`); values seen too seldom to be learnt are left out and read as None.
"""

TYPES = (
    "PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "REQUEST", "ACCUSE",
    "REJECT", "AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT",
)  # fmt: skip
ROLES = (
    "actor", "recipient", "place", "time", "size", "killed", "injured", "arrested", "source",
    "issue_for", "issue_against",
)  # fmt: skip
ATTRIBUTION = ("source", "cue", "content")
# PLV folds CONCEDE and RETREAT into YIELD; otherwise its types are ours.
PLV_TYPES = (*(name for name in TYPES if name not in {"CONCEDE", "RETREAT"}), "YIELD")

MODE_ALIASES = {"economic sanctions": "economic", "asylum": "humanitarian"}
FIELDS: dict[str, tuple[str | None, ...]] = {
    "type": TYPES,
    "mode": (
        None, "demonstrate", "strike", "boycott", "hunger-strike", "obstruct", "riot",
        "beat", "shooting", "explosives", "aerial", "heavy-weapons", "torture", "sexual",
        "execute", "assassinate", "abduct", "destroy", "clash", "other",
        "arrest", "disperse", "restrict", "seize", "deport", "cyber",
        "troops", "weapons-test", "police", "militia", "drill",
        "economic", "expel", "withdraw", "suspend", "convict", "fine", "ban",
        "military", "humanitarian", "release", "resign", "lift", "ceasefire",
        "praise", "meeting", "talks", "visit", "sue", "investigate",
    ),
    "form": (
        None, "rally", "march", "parade", "vigil", "sit-in", "picket", "strike", "boycott",
        "hunger-strike", "blockade", "occupation", "riot", "meeting", "other",
    ),
    "status": ("happened", "ongoing", "planned", "denied", "unconfirmed", "averted"),
    "side": (None, "pro", "anti", "other", "unclear"),
    "compelled": (None, "true", "false"),
}  # fmt: skip
# Fields that the manual asks of a PROTEST only.
PROTEST_FIELDS = ("form", "side", "compelled")
