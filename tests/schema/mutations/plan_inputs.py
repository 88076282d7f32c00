"""Plans as a district would write them."""

from typing import Any

from models.plan_terms import ReviewCriterion

__all__ = ["ALL_CRITERIA", "plan_input"]

ALL_CRITERIA = [{"criterion": criterion.name, "rating": "MEETS"} for criterion in ReviewCriterion]
"""A rating by each of the five criteria."""


def plan_input(district: str, owner: str, **changes: Any) -> dict[str, Any]:
    """A whole plan that is ready to be submitted."""
    return {
        "districtId": district,
        "title": "A plan for the next two years",
        "periodStartsOn": "2013-07-01",
        "periodEndsOn": "2015-06-30",
        "keyIssues": [{"statement": "Feedback to teachers is rare."}],
        "strategicObjectives": [_objective(number, owner) for number in range(3)],
        **changes,
    }


def _objective(number: int, owner: str) -> dict[str, Any]:
    return {
        "title": f"Objective {number}",
        "statement": "What the district spends its energies on.",
        "initiatives": [_initiative(place, owner) for place in range(3)],
    }


def _initiative(number: int, owner: str) -> dict[str, Any]:
    return {
        "title": f"Initiative {number}",
        "activities": [{"description": "Visit every classroom.", "ownerId": owner}],
        "benchmarks": [
            {
                "category": "EARLY_EVIDENCE_OF_CHANGE",
                "statement": "Principals visit ten classrooms a week.",
                "dueOn": "2014-01-31",
            },
            {
                "category": "SHORT_TERM_OUTCOME",
                "statement": "Three in four pupils read at grade level.",
                "dueOn": "2014-06-30",
                "target": "75",
                "comparator": "AT_LEAST",
            },
        ],
    }
