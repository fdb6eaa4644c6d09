"""What all tests share: examples that are the same in every run, however slow the machine."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")
