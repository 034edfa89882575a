"""A rehearsal: ghosts that join, choose, write and vote like people. They know the house only through HTTP."""
