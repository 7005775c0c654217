"""Engines of data pipelines, each a thin module over `Checker.check_batch` with an extra of its own.

    arrow      record batches, tables, streams of pyarrow       pip install 'textcheck[arrow]'
    pandas     an accessor of data frames                       pip install 'textcheck[pandas]'
    polars     namespaces of data frames and expressions        pip install 'textcheck[polars]'
    datasets   functions for `map` and `filter`                 pip install 'textcheck[datasets]'
    datatrove  steps of a pipeline                              pip install 'textcheck[datatrove]'
    spark      data frames on a cluster                         pip install 'textcheck[spark]'
    ray        datasets on a cluster                            pip install 'textcheck[ray]'

All write the columns of `textcheck.columns`, with the same values.
"""
