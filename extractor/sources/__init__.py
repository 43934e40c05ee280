"""Files, folders, archives, feeds and standard input to articles.

Each way in is built on the one before: `inputs` says what there is to read, `opening` opens one and hands out the bytes
of its articles (`document`), `articles` reads them and hands out what is not read as values beside the articles. One
bad input never raises; it is a `SourceError` with a stable `reason`:

    not_found  unreadable  not_a_file  web_address  no_reader       the file
    bad_archive  bomb                                               its packing
    binary  empty  too_large                                        its bytes
    bad_html  bad_json  bad_xml  bad_mail  bad_pdf  bad_sidecar     what they hold
    no_text
    unsupported  hidden  same_folder  no_article  http_status       no fault: passed over, see `errors.SKIPPED`

Importing this package loads no reader.
"""
