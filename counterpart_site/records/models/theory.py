"""Records of theories, constructs, links, predictions, recommendations."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Bounded, Named, Row, Stated


class Theory(Stated, Row):
    """Arguments that a source makes."""

    contract = TABLES["theories"]

    theory = models.TextField()
    title = models.TextField()

    class Meta(Row.Meta):
        db_table = "record_theories"


class Construct(Stated, Named, Row):
    """What an argument speaks of."""

    contract = TABLES["constructs"]

    construct = models.TextField()
    theory = models.TextField(null=True)
    construct_class = models.TextField(db_column="class")
    measurable = models.TextField(null=True)
    measures = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_constructs"


class Link(Stated, Row):
    """Causal sentences."""

    contract = TABLES["links"]

    link = models.TextField()
    theory = models.TextField()
    cause = models.TextField()
    effect = models.TextField()
    sign = models.TextField()
    lag_low = models.FloatField(null=True)
    lag_high = models.FloatField(null=True)
    unit_of_analysis = models.TextField(null=True)
    wording = models.TextField(null=True)
    rivals = models.TextField(null=True)
    would_refute = models.TextField(null=True)
    study = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_links"


class Prediction(Stated, Bounded, Row):
    """Stated before the data, scored after."""

    contract = TABLES["predictions"]

    prediction = models.TextField()
    link = models.TextField()
    lodged_at = models.DateField()
    measure = models.TextField()
    subject = models.TextField()
    start_on = models.DateField(null=True)
    end_on = models.DateField()
    scored_at = models.DateField(null=True)
    outcome = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_predictions"


class Recommendation(Stated, Row):
    """What a source advises, and what became of it."""

    contract = TABLES["recommendations"]

    recommendation = models.TextField()
    title = models.TextField()
    addressee = models.TextField(null=True)
    response = models.TextField(null=True)
    reason = models.TextField(null=True)
    action = models.TextField(null=True)
    owner = models.TextField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    evidence = models.TextField(null=True)
    position = models.BigIntegerField(null=True)

    class Meta(Row.Meta):
        db_table = "record_recommendations"
