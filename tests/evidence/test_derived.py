"""Formulas: exact, and nothing but arithmetic."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.evidence.derived import FormulaError, evaluate, rounded, written_out

INPUTS = {"p": Decimal(2562), "i": Decimal(416), "zero": Decimal(0)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("p + i", "2978"),
        ("(p - i) / 2", "1073"),
        ("-p * 2", "-5124"),
        ("0.1 + 0.2", "0.3"),
        (" i / p * 100 ", "16.23731459797033567525370804059328649493"),
    ],
)
def test_arithmetic_is_decimal(formula: str, value: str) -> None:
    assert evaluate(formula, INPUTS) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "p / zero",
        "p / 0",
        "q + 1",
        "",
        "p +",
        "p ** 9999999",
        "p if p else i",
        "'a' * 9",
        "p == i",
        "[p for p in p]",
        "__import__('os').system('true')",
        "p.__class__",
        "True",
        "p; i",
        "lambda: p",
        "print(p)",
        "1e999",
        "9e14 * 9",
        "(" * 3000 + "p" + ")" * 3000,
        "p" + "+p" * 300,
        "0/0",
        "p, i",
        "x := p",
        "p\n+i;",
    ],
)
def test_everything_else_is_refused_with_a_way_to_mend(formula: str) -> None:
    with pytest.raises(FormulaError) as caught:
        evaluate(formula, INPUTS)
    assert caught.value.hint


AGAIN = "correct the formula or its inputs"
ONLY = "use + - * / and brackets over the names in « inputs » (i, p, zero)"


@pytest.mark.parametrize(
    ("formula", "message", "hint"),
    [
        ("p / zero", "the formula « p / zero » divides by zero", AGAIN),
        ("9e14 * 9", "the formula « 9e14 * 9 » gives no number below 10¹⁵", AGAIN),
        ("p +", "the formula « p + » is not complete", ONLY),
    ],
)
def test_a_formula_at_fault_is_shown_with_what_is_wrong(formula: str, message: str, hint: str) -> None:
    with pytest.raises(FormulaError) as caught:
        evaluate(formula, INPUTS)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@given(st.text(max_size=60))
def test_no_formula_raises_anything_else(formula: str) -> None:
    with suppress(FormulaError):
        assert evaluate(formula, INPUTS).is_finite()


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("12.333", 1, "12.3"),
        ("12.35", 1, "12.4"),
        ("12", 1, "12.0"),
        ("12.333", None, "12.33"),
        ("12.50", None, "12.5"),
        ("120", None, "120"),
        ("2.5", 0, "3"),
        ("0.004", None, "0"),
    ],
)
def test_rounding(value: str, digits: int | None, shown: str) -> None:
    assert str(rounded(Decimal(value), digits)) == shown


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("(p - i) / p * 100", "(2 562 − 416) ÷ 2 562 × 100"),
        ("p - (i - 1)", "2 562 − (416 − 1)"),
        ("p / (i * 2)", "2 562 ÷ (416 × 2)"),
        ("p + (i + 1)", "2 562 + 416 + 1"),
        ("-(p + i)", "−(2 562 + 416)"),
        ("-p * 0.50 + 1_000", "−2 562 × 0.5 + 1000"),
    ],
)
def test_a_formula_is_written_out_with_its_values(formula: str, words: str) -> None:
    assert written_out(formula, {"p": "2 562", "i": "416"}) == words
