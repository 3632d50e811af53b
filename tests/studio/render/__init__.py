"""Tests of the studio's renderer: real files in, real MP4s out."""
