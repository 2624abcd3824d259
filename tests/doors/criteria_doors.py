"""What every role meets at the doors to criteria; the signs are of `doors`."""

# Who reads the district's courses reads by what their places are given; steering alone changes it.
CRITERIA_DOORS = {
    "allocation:criteria": "ooxoxxxxxxx>",
    "allocation:criteria_new": "xoxxxxxxxxx>",
    "allocation:criteria_set": "oo-o------->",
    "allocation:version_draft": "xo-x------->",
    "allocation:version": "oo-o------->",
    "allocation:version_sheet": "oo-o------->",
    "allocation:version_change": "xo-x------->",
    "allocation:version_publish": "xo-x------->",
    "allocation:version_retire": "xo-x------->",
    "allocation:compare": "ooxxxxxxxxx>",
}
