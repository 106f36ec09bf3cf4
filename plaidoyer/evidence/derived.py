"""Figures computed from figures: ``formula`` over named ``inputs``, in exact decimal arithmetic."""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from simpleeval import InvalidExpression, SimpleEval

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_RANK = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_LONGEST = 200
_LARGEST = Decimal(10) ** 15


class FormulaError(ValueError):
    """A formula that gives no number; its text says why, its ``hint`` how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def evaluate(formula: str, inputs: Mapping[str, Decimal]) -> Decimal:
    """The number that ``formula`` gives; raises FormulaError.

    Only ``+ - * /``, brackets, numbers and the names of ``inputs`` are read. Numbers are decimals:
    0.1 + 0.2 is 0.3.
    """
    if len(formula) > _LONGEST:
        raise FormulaError(f"the formula is longer than {_LONGEST} characters", "derive it in steps")
    evaluator = SimpleEval(operators=_OPERATORS, functions={}, names=dict(inputs))
    evaluator.nodes = {
        kind: evaluator.nodes[kind] for kind in (ast.Name, ast.BinOp, ast.UnaryOp)
    } | {ast.Constant: _constant}
    try:
        with localcontext() as context:
            context.prec = 40
            result = evaluator.eval(formula, ast.parse(formula.strip(), mode="eval").body)
    except (ZeroDivisionError, InvalidOperation):
        raise FormulaError(f"the formula « {formula} » divides by zero", "correct the formula or its inputs") from None
    except (InvalidExpression, SyntaxError, ArithmeticError, ValueError, TypeError, RecursionError, MemoryError) as error:
        names = ", ".join(sorted(inputs)) or "none yet"
        raise FormulaError(
            f"the formula « {formula} » cannot be computed: {_words(error)}",
            f"use + - * / and brackets over the names in « inputs » ({names})",
        ) from None
    if not isinstance(result, Decimal) or not result.is_finite() or abs(result) >= _LARGEST:
        raise FormulaError(f"the formula « {formula} » gives no number below 10¹⁵", "correct the formula or its inputs")
    return result


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
        case ast.Constant():
            return str(node.value)
        case ast.UnaryOp():
            return f"−{_operand(node.operand, inputs, 3)}"
        case ast.BinOp():
            rank = _RANK[type(node.op)]
            right = rank + isinstance(node.op, ast.Sub | ast.Div)
            return f"{_operand(node.left, inputs, rank)} {_SIGNS[type(node.op)]} {_operand(node.right, inputs, right)}"
    raise AssertionError(node)  # evaluate() accepts no other node


def _operand(node: ast.expr, inputs: Mapping[str, str], least: int) -> str:
    """An operand, in brackets where it binds less than ``least``."""
    words = _write(node, inputs)
    return f"({words})" if isinstance(node, ast.BinOp) and _RANK[type(node.op)] < least else words


def _constant(node: ast.Constant) -> Decimal:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise InvalidExpression(f"« {node.value} » is no number")
    return Decimal(str(node.value))


def _words(error: Exception) -> str:
    match error:
        case SyntaxError():
            return "it is not complete"
        case InvalidExpression():
            return str(error).split("\n")[0].rstrip(".").replace("'", "")
        case _:
            return "its numbers are too large"
