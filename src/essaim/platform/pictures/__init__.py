"""From exact figures to the points of our pictures: pure functions, no point is decided twice.

A picture never stands alone: the template that draws it also writes its table, and the words
said to those who do not see it come with the figures.
"""

from essaim.platform.pictures.amounts import DrawnStep, FallStep, waterfall
from essaim.platform.pictures.calendars import Bar, DrawnBar, DrawnGantt, Gantt, gantt
from essaim.platform.pictures.coordinates import dots, percent_of, points
from essaim.platform.pictures.paths import DrawnPath, DrawnRubric, Path, Rubric, rubric, trajectory
from essaim.platform.pictures.portfolios import Cells, DrawnCells, DrawnShift, Shift, hive, shifts
from essaim.platform.pictures.profiles import DrawnProfile, Profile, Spoke, radar
from essaim.platform.pictures.viewpoints import DrawnGap, DrawnSeen, GapRow, Scale, Seen, gap_plot

__all__ = [
    "Bar",
    "Cells",
    "DrawnBar",
    "DrawnCells",
    "DrawnGantt",
    "DrawnGap",
    "DrawnPath",
    "DrawnProfile",
    "DrawnRubric",
    "DrawnSeen",
    "DrawnShift",
    "DrawnStep",
    "FallStep",
    "Gantt",
    "GapRow",
    "Path",
    "Profile",
    "Rubric",
    "Scale",
    "Seen",
    "Shift",
    "Spoke",
    "dots",
    "gantt",
    "gap_plot",
    "hive",
    "percent_of",
    "points",
    "radar",
    "rubric",
    "shifts",
    "trajectory",
    "waterfall",
]
