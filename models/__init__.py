"""The facts and the rules over them: one module per concept, tables beside the verbs on them."""
