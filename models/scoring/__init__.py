"""The month's score: a pure function of a scheme and a frozen set of facts (DOMAIN §6).

`facts` and `scheme` go in, as data that can be stored (`stored`); each fact meets one rule and
makes one line (`lines`, from the `*_lines` modules); `score` sums the lines up, exactly, and rounds
once; `ranking` compares the units of a cohort, `year` puts twelve months together.
"""
