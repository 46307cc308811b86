"""The record of a postmortem: plain frozen values, their addresses and their arithmetic.

Standard library only, no input or output. Field names and terms are those of the field:
trigger, contributing factor, mitigation, affected-minutes and so on.
"""
