"""Outputs: records as bytes, and files that grow at their end and appear whole."""
