"""What every role meets at the doors to runs and their lines; the signs are of `doors`."""

# Who reads the district's courses reads runs in numbers; people stand there by code for whoever
# proposes or signs, and a municipality sees its own people's lines once the places are offered.
RUN_DOORS = {
    "allocation:runs": "ooxoxxxxxxx>",
    "allocation:run_new": "xoxxxxxxxxx>",
    "allocation:run": "oo-o------->",
    "allocation:run_redraw": "xo-x------->",
    "allocation:run_sign": "oo-x------->",
    "allocation:run_reopen": "xo-x------->",
    "allocation:run_discard": "xo-x------->",
    "allocation:run_send": "xo-x------->",
    "allocation:run_move_up": "xo-x------->",
    "allocation:run_files": "oo-x------->",
    "allocation:run_check": "oo-o------->",
    "allocation:run_lines": "oo-o------->",
    "allocation:line": "oo--o------>",
    "allocation:line_letter": "----o------>",
    "allocation:line_override": "xo--------->",
    "allocation:override_take_back": "xo--------->",
}
