"""Figures computed from figures: ``formula`` over named ``inputs``, in exact decimal arithmetic."""

from __future__ import annotations

import ast
import operator
from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from simpleeval import SimpleEval

from plaidoyer.spelling import did_you_mean

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}
_READ = (ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Load, *_OPERATORS)
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_RANK = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_LONGEST = 200
_LARGEST = Decimal(10) ** 15


class FormulaError(ValueError):
    """A formula that gives no number; its text says why, its ``hint`` how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def parsed(formula: str, names: Collection[str]) -> ast.expr:
    """The formula's tree; raises FormulaError where it is more than arithmetic over ``names``.

    Only ``+ - * /``, brackets, numbers and names are read.
    """
    known = ", ".join(sorted(names)) or "none yet"
    hint = f"use + - * / and brackets over the names in « inputs » ({known})"
    if len(formula) > _LONGEST:
        raise FormulaError(f"the formula is longer than {_LONGEST} characters", "derive it in steps")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"the formula « {formula} » is not complete", hint) from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in names:
            raise FormulaError(
                f"« {node.id} » in the formula is none of its inputs", did_you_mean(node.id, names) or hint
            )
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
            raise FormulaError(f"« {node.value!r} » in the formula is no number", hint)
        if not isinstance(node, _READ):
            raise FormulaError(f"the formula « {formula} » is more than arithmetic", hint)
    return tree


def evaluate(formula: str, inputs: Mapping[str, Decimal]) -> Decimal:
    """The number that ``formula`` gives, in decimals (0.1 + 0.2 is 0.3); raises FormulaError."""
    tree = parsed(formula, inputs)
    evaluator = SimpleEval(operators=_OPERATORS, functions={}, names=dict(inputs))
    evaluator.nodes[ast.Constant] = lambda node: Decimal(str(node.value))
    try:
        with localcontext() as context:
            context.prec = 40
            result = evaluator.eval(formula, tree)
    except (ZeroDivisionError, InvalidOperation):
        raise FormulaError(f"the formula « {formula} » divides by zero", "correct the formula or its inputs") from None
    if not result.is_finite() or abs(result) >= _LARGEST:
        raise FormulaError(f"the formula « {formula} » gives no number below 10¹⁵", "correct the formula or its inputs")
    return Decimal(result)


def rounded(value: Decimal, digits: int | None) -> Decimal:
    """``value`` with ``digits`` decimals, halves away from zero; None keeps two at most, without trailing zeros."""
    quantum = Decimal(1).scaleb(-(2 if digits is None else digits))
    result = value.quantize(quantum, ROUND_HALF_UP)
    if digits is not None:
        return result
    result = result.normalize()
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result


def written_out(formula: str, inputs: Mapping[str, str]) -> str:
    """The formula with its inputs' formatted values and typographic signs: « 2 562 + 416 »."""
    return _write(ast.parse(formula.strip(), mode="eval").body, inputs)


def _write(node: ast.expr, inputs: Mapping[str, str]) -> str:
    match node:
        case ast.Name():
            return inputs[node.id]
        case ast.UnaryOp():
            return f"−{_operand(node.operand, inputs, 3)}"
        case ast.BinOp():
            rank = _RANK[type(node.op)]
            right = rank + isinstance(node.op, ast.Sub | ast.Div)
            return f"{_operand(node.left, inputs, rank)} {_SIGNS[type(node.op)]} {_operand(node.right, inputs, right)}"
        case _:  # a number: evaluate() accepts no other node
            return ast.unparse(node)


def _operand(node: ast.expr, inputs: Mapping[str, str], least: int) -> str:
    """An operand, in brackets where it binds less than ``least``."""
    words = _write(node, inputs)
    return f"({words})" if isinstance(node, ast.BinOp) and _RANK[type(node.op)] < least else words
