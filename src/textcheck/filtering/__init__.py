"""`textcheck filter`: what becomes of records, and the run over them, which can be stopped anywhere and go on."""
