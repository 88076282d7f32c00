"""The words in which questions are asked and answered."""

from models.vocabulary import Vocabulary

__all__ = ["SiteMatrixKey"]


class SiteMatrixKey(Vocabulary):
    """What the rows of the matrix of sites are ordered by."""

    STABILIZATION_OF_USE = "How stable the use of the innovation is."
    PERCENTAGE_OF_USE = "How many of those who could use it do."
    USER_CAPACITY_CHANGE = "How far teachers have become more competent."
    STUDENT_IMPACT = "How much it did for pupils."
    INSTITUTIONALIZATION = "How far it is built in."
    JOB_MOBILITY = "How much people changed jobs, as rated."
    MOVES = "How many changes of job were recorded, for callers who may see them all."
    FAMILY = "The family of sites, by how change went."
