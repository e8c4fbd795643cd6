"""Questions to self-reported counts: patterns that honest records seldom show."""

from counterpart.evaluation.questions.asking import CHECKS, Asked, Question, questions

__all__ = ["CHECKS", "Asked", "Question", "questions"]
