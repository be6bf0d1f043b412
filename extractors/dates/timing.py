def add_time(document, figures, sentences, dates, time):
    return figures
