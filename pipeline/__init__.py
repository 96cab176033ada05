"""Overreach: from news and court feeds to reviewed cases and alerts.

The flow is said once and kept everywhere in this order: poll, extract, classify, link, alert, digest.
"""
