"""Published criteria, and sealed runs with a line for everybody who waited."""

from kreislotse.allocation.models.criteria import CriteriaSet, CriteriaVersion
from kreislotse.allocation.models.runs import Override, Run, RunCourse, RunLine

__all__ = ["CriteriaSet", "CriteriaVersion", "Override", "Run", "RunCourse", "RunLine"]
