"""Nouns: frozen values of the standard library, shared by every layer above."""
