"""French words of aid: broken rules, explanations to the word, schemes read as text."""

from essaim.funding.labels.explanations import explain_decision, explain_line, rule_text
from essaim.funding.labels.figures import fall_steps
from essaim.funding.labels.mentions import mentions
from essaim.funding.labels.numbers import number_text, weight_text
from essaim.funding.labels.schemes import scheme_paragraphs, term_text, validity_text
from essaim.funding.labels.sentences import SENTENCES

__all__ = [
    "SENTENCES",
    "explain_decision",
    "explain_line",
    "fall_steps",
    "mentions",
    "number_text",
    "rule_text",
    "scheme_paragraphs",
    "term_text",
    "validity_text",
    "weight_text",
]
