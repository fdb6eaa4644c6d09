"""The generator: data, SQL, charts and prose in, a versioned static site out.

Nothing in this package knows what a publication is about.
The floors, and what each module takes and gives, are listed in CONTRIBUTING.md.
"""
